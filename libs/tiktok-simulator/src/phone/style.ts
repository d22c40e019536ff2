export const phoneStyle = `
:root { color-scheme: light dark; font: 15px/1.4 system-ui, sans-serif; --accent: #d9164a; --line: #8883; }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#e9e9ec, #0c0c0e); }
.phone { width: min(100vw, 24rem); height: min(100vh, 46rem); display: flex; flex-direction: column; overflow: hidden;
  border-radius: 2rem; border: 8px solid #18181b; background: light-dark(#fff, #1c1c1f); color: light-dark(#18181b, #f4f4f5); }
header { padding: .75rem 1rem 0; display: grid; gap: .4rem; border-bottom: 1px solid var(--line); }
header label { display: flex; justify-content: space-between; align-items: center; gap: .5rem; }
select, input, button { font: inherit; color: inherit; }
select { max-width: 65%; padding: .2rem; }
[role=tablist] { display: flex; }
[role=tab] { flex: 1; padding: .6rem; border: 0; background: none; border-bottom: 3px solid transparent; }
[role=tab][aria-selected=true] { border-color: var(--accent); font-weight: 600; }
section { flex: 1; min-height: 0; display: flex; flex-direction: column; }
section[hidden] { display: none; }
#thread { flex: 1; overflow: auto; margin: 0; padding: 1rem; list-style: none; display: flex; flex-direction: column; gap: .5rem; }
#thread li { max-width: 80%; padding: .5rem .8rem; border-radius: 1rem; overflow-wrap: anywhere; white-space: pre-wrap;
  background: light-dark(#f0f0f2, #2d2d31); align-self: start; }
#thread li.mine { align-self: end; background: #0f62a8; color: #fff; }
#thread li.empty, .empty { align-self: center; background: none; opacity: .7; text-align: center; }
#thread img { display: block; max-width: 100%; border-radius: .5rem; }
time { display: block; font-size: .7rem; opacity: .75; }
.card { display: grid; gap: .3rem; margin-top: .4rem; }
.card button { border: 1px solid var(--line); background: none; border-radius: .5rem; padding: .3rem; }
.card button.like-link { border: 0; text-align: start; color: #3b82f6; text-decoration: underline; }
#thread blockquote { margin: 0 0 .3rem; padding-left: .5rem; border-left: 3px solid currentColor; opacity: .75; font-size: .85rem; }
#thread .link { font-size: .75rem; color: inherit; }
.given { font-size: .85rem; }
#quoting { margin: 0; padding: .4rem 1rem; border-top: 1px solid var(--line); font-size: .85rem; }
.composer { display: flex; gap: .5rem; padding: .6rem; border-top: 1px solid var(--line); position: relative; }
.composer input { flex: 1; min-width: 0; padding: .5rem .8rem; border-radius: 1rem; border: 1px solid var(--line); background: none; }
.composer > button, .post form button { border: 0; border-radius: 1rem; padding: .5rem .9rem; background: var(--accent); color: #fff; }
summary { list-style: none; padding: .5rem .6rem; cursor: pointer; }
.kinds { position: absolute; right: .6rem; bottom: 3.4rem; display: grid; padding: .4rem; border-radius: .8rem;
  border: 1px solid var(--line); background: light-dark(#fff, #2d2d31); }
.kinds button { border: 0; background: none; padding: .4rem .8rem; text-align: start; }
#post-list { overflow: auto; flex: 1; }
.post { padding: 1rem; border-bottom: 8px solid var(--line); }
.post > img { width: 100%; height: 8rem; object-fit: cover; border-radius: .8rem; }
.post ul { list-style: none; margin: .5rem 0; padding: 0; }
.post ul ul { margin-left: 1.2rem; border-left: 2px solid var(--line); padding-left: .6rem; }
.comment { padding: .3rem 0; overflow-wrap: anywhere; }
.comment img { display: block; max-width: 60%; border-radius: .5rem; }
.badge { font-size: .7rem; border: 1px solid var(--line); border-radius: .5rem; padding: 0 .4rem; }
.link { border: 0; background: none; padding: 0 .3rem; text-decoration: underline; font-size: .8rem; opacity: .8; }
.post form { display: flex; gap: .4rem; }
.post form input { flex: 1; min-width: 0; padding: .4rem .7rem; border-radius: 1rem; border: 1px solid var(--line); background: none; }
#notice:empty { display: none; }
#notice { margin: 0; padding: .5rem 1rem; background: #7f1d1d; color: #fff; }
:focus-visible { outline: 3px solid #3b82f6; outline-offset: 1px; }
`;
