import { phoneScript } from './script.ts';
import { phoneStyle } from './style.ts';

/** One self-contained page on which a person plays the customers. */
export const phonePage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Phone – TikTok simulator</title>
<style>${phoneStyle}</style>
</head>
<body inert>
<main class="phone">
  <header>
    <label>You are <select id="customer" aria-label="Customer"></select></label>
    <label>writing to <select id="account" aria-label="Business account"></select></label>
    <label>on a computer <input type="checkbox" id="desktop"></label>
    <nav role="tablist" aria-label="What to see">
      <button role="tab" id="tab-messages" aria-controls="messages" aria-selected="true">Messages</button>
      <button role="tab" id="tab-posts" aria-controls="posts" aria-selected="false">Posts</button>
    </nav>
  </header>
  <section id="messages" role="tabpanel" aria-labelledby="tab-messages">
    <ol id="thread" role="log" aria-label="Conversation" tabindex="0"></ol>
    <p id="quoting" hidden></p>
    <form id="message-form" class="composer">
      <input id="message" aria-label="Message" placeholder="Message" autocomplete="off" maxlength="6000">
      <button aria-label="Send">Send</button>
      <details>
        <summary aria-label="More kinds of message">+</summary>
        <div class="kinds">
          <button type="button" data-kind="IMAGE">Image</button>
          <button type="button" data-kind="STICKER">Sticker</button>
          <button type="button" data-kind="EMOJI">Emoji</button>
          <button type="button" data-kind="VIDEO">Video</button>
          <button type="button" data-kind="SHARE_POST">Share a post</button>
          <button type="button" data-kind="OTHER">Voice message</button>
          <button type="button" data-comes="ad">Come from an ad</button>
          <button type="button" data-comes="link">Come by a link</button>
        </div>
      </details>
    </form>
  </section>
  <section id="posts" role="tabpanel" aria-labelledby="tab-posts" hidden>
    <div id="post-list" tabindex="0" aria-label="Posts" role="region"></div>
  </section>
  <p id="notice" role="status"></p>
</main>
<script type="module">${phoneScript}</script>
</body>
</html>`;
