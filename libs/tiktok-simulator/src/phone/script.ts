/** Plain JavaScript for the browser; it speaks only to the control API. `String.raw` keeps its backslashes. */
export const phoneScript = String.raw`
const at = (id) => document.getElementById(id);
const state = { tab: 'messages', drafts: {}, replyTo: null, readUpTo: 0, quote: null };

async function control(method, path, body) {
  const response = await fetch('/_control' + path, {
    method,
    headers: body ? { 'content-type': 'application/json' } : {},
    body: body ? JSON.stringify(body) : undefined,
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail);
  return answer;
}

async function act(action) {
  try {
    at('notice').textContent = '';
    await control('POST', '/actions', action);
    await show();
    return true;
  } catch (error) {
    at('notice').textContent = error.message;
    return false;
  }
}

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  for (const [name, value] of Object.entries(properties)) if (name.startsWith('aria-')) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const query = (values) => '?' + new URLSearchParams(values);
const customer = () => at('customer').value;
const account = () => at('account').value;
const clock = (ms) => new Date(ms).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });

async function fill() {
  const [customers, accounts] = await Promise.all([control('GET', '/customers'), control('GET', '/accounts')]);
  choices(at('customer'), customers.map((one) => one.username), new URLSearchParams(location.search).get('customer'));
  choices(at('account'), accounts.filter((one) => one.kind === 'BUSINESS').map((one) => one.username), null);
}

function choices(select, names, wanted) {
  const chosen = select.value || wanted;
  select.replaceChildren(...names.map((name) => element('option', { value: name, textContent: name })));
  if (names.includes(chosen)) select.value = chosen;
}

async function show() {
  if (state.tab === 'messages') await showThread();
  else await showPosts();
}

async function showThread() {
  const { messages } = await control('GET', '/thread' + query({ customer: customer(), account: account() }));
  const list = at('thread');
  const wasAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
  const items = messages.map(messageItem);
  if (items.length === 0) items.push(element('li', { className: 'empty', textContent: 'Say hello to ' + account() }));
  list.replaceChildren(...items);
  if (wasAtEnd) list.scrollTop = list.scrollHeight;
  const lastAnswer = messages.findLast((message) => message.direction === 'out');
  if (lastAnswer && lastAnswer.seq > state.readUpTo && document.visibilityState === 'visible') {
    state.readUpTo = lastAnswer.seq;
    await control('POST', '/actions', { do: 'open_thread', customer: customer(), account: account() });
  }
}

function messageItem(message, _index, messages) {
  const mine = message.direction === 'in';
  const item = element('li', { className: mine ? 'mine' : '' });
  if (message.referencedMessageId) item.append(element('blockquote', {}, inWords(message.referencedMessageId, messages)));
  item.append(messageContent(message), element('time', { textContent: clock(message.at) }), ...reacting(message));
  if (quotable.includes(message.type)) item.append(link('Answer', 'Answer this message', () => quote(message, messages)));
  return item;
}

const quotable = ['TEXT', 'IMAGE', 'SHARE_POST'];
const inWords = (messageId, messages) => {
  const found = messages.find((message) => message.messageId === messageId);
  return found?.body.text ?? (found ? '[' + found.type.toLowerCase() + ']' : 'Earlier message');
};

function reacting(message) {
  const given = message.reactions.map(({ emoji }) => emoji);
  const change = { do: 'react', customer: customer(), account: account(), messageId: message.messageId, emoji: heart };
  const isGiven = given.includes(heart);
  const button = link(heart, isGiven ? 'Take the heart away' : 'Give a heart', () => act({ ...change, remove: isGiven }));
  return [...(given.length > 0 ? [element('span', { className: 'given' }, given.join(' '))] : []), button];
}

const heart = '❤️';

function quote(message, messages) {
  state.quote = message && message.messageId;
  at('quoting').hidden = !message;
  at('quoting').textContent = message ? 'Answering: ' + inWords(message.messageId, messages) : '';
}

function messageContent({ type, body, messageId }) {
  if (type === 'TEXT') return body.text;
  if (type === 'IMAGE') return element('img', { src: '/phone/media/' + body.mediaId, alt: 'Image' });
  if (type !== 'TEMPLATE') return '[' + type.toLowerCase().replace('_', ' ') + ']';
  if (at('desktop').checked) return element('em', {}, 'This message cannot be shown here. Open TikTok on your phone to see it.');
  const className = body.template.type === 'QA_LINK_CARD' ? 'like-link' : '';
  const buttons = body.template.buttons.map((button, index) =>
    element('button', {
      className,
      textContent: button.title,
      onclick: () => act({ do: 'tap_button', customer: customer(), account: account(), messageId, button: index }),
    }),
  );
  return element('div', { className: 'card' }, body.template.title, ...buttons);
}

async function showPosts() {
  const posts = await control('GET', '/posts' + query({ account: account() }));
  const threads = await Promise.all(posts.map((post) => control('GET', '/posts/' + post.itemId + '/comments')));
  keepDrafts();
  const focused = document.activeElement?.dataset?.draft;
  at('post-list').replaceChildren(...posts.map((post, index) => postItem(post, threads[index])));
  if (posts.length === 0) at('post-list').append(element('p', { className: 'empty', textContent: 'No posts yet' }));
  if (focused) document.querySelector('[data-draft="' + focused + '"]')?.focus();
}

function keepDrafts() {
  for (const input of document.querySelectorAll('[data-draft]')) state.drafts[input.dataset.draft] = input.value;
}

function postItem(post, comments) {
  const shown = comments.filter(isVisible);
  const list = element('ul', { 'aria-label': 'Comments on ' + post.caption }, ...shown.map(threadItem));
  const cover = element('img', { src: post.coverUrl, alt: '' });
  const box = element('article', { className: 'post', 'aria-label': post.caption }, cover, element('p', {}, post.caption), list);
  box.append(commentForm('Comment', post.itemId, (text) => ({ do: 'comment', customer: customer(), post: post.itemId, text })));
  return box;
}

function isVisible(comment) {
  return !comment.hidden || comment.author === customer();
}

function threadItem(comment) {
  const replies = comment.replies.filter(isVisible).map((reply) => element('li', {}, commentLine(reply)));
  const item = element('li', {}, commentLine(comment), element('ul', {}, ...replies));
  if (state.replyTo === comment.commentId) {
    item.append(
      commentForm('Reply', comment.commentId, (text) => ({ do: 'reply', customer: customer(), comment: comment.commentId, text })),
    );
  }
  return item;
}

function commentLine(comment) {
  const line = element('div', { className: 'comment' }, element('strong', {}, '@' + comment.author), ' ', comment.text);
  if (comment.owner) line.append(' ', element('span', { className: 'badge', textContent: 'Creator' }));
  if (comment.hidden) line.append(' ', element('span', { className: 'badge', textContent: 'Hidden from others' }));
  if (comment.imageUrl) line.append(element('img', { src: comment.imageUrl, alt: 'Image in the comment' }));
  const root = comment.rootId ?? comment.commentId;
  line.append(link('Reply', 'Reply to ' + comment.author, () => ((state.replyTo = root), show())));
  if (comment.author === customer()) {
    line.append(
      link('Delete', 'Delete comment', () => act({ do: 'delete_comment', customer: customer(), comment: comment.commentId })),
    );
  }
  return line;
}

function link(text, label, onclick) {
  return element('button', { className: 'link', type: 'button', textContent: text, 'aria-label': label, onclick });
}

function commentForm(label, key, action) {
  const input = element('input', { placeholder: label, 'aria-label': label, autocomplete: 'off', value: state.drafts[key] ?? '' });
  input.dataset.draft = key;
  const form = element('form', {}, input, element('button', { textContent: 'Post', 'aria-label': 'Post ' + label.toLowerCase() }));
  form.onsubmit = async (event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (!text) return;
    input.value = '';
    if (label === 'Reply') state.replyTo = null;
    if (!(await act(action(text)))) input.value = text;
  };
  return form;
}

at('message-form').onsubmit = async (event) => {
  event.preventDefault();
  const text = at('message').value.trim();
  if (!text) return;
  at('message').value = '';
  const answered = state.quote ? { quote: state.quote } : {};
  quote(null);
  if (!(await act({ do: 'dm', customer: customer(), account: account(), text, ...answered }))) at('message').value = text;
};

for (const button of document.querySelectorAll('[data-kind]')) {
  button.onclick = () => {
    button.closest('details').open = false;
    act({ do: 'dm', customer: customer(), account: account(), type: button.dataset.kind });
  };
}

const waysIn = {
  ad: { do: 'open_by_ad', adName: 'Spring sale' },
  link: { do: 'open_by_link', ref: 'bio_link', prefilledMessage: 'I want a quote' },
};

for (const button of document.querySelectorAll('[data-comes]')) {
  button.onclick = async () => {
    button.closest('details').open = false;
    const way = waysIn[button.dataset.comes];
    const isThere = await act({ ...way, customer: customer(), account: account() });
    if (isThere && way.prefilledMessage) at('message').value = way.prefilledMessage;
    at('quoting').hidden = !isThere;
    at('quoting').textContent = 'You opened this chat from ' + (way.adName ? 'the ad ' + way.adName : 'the link ' + way.ref);
  };
}

let showing = fill();
const refresh = () => (showing = showing.then(show).catch((error) => (at('notice').textContent = error.message)));

for (const tab of document.querySelectorAll('[role=tab]')) {
  tab.onclick = () => {
    state.tab = tab.getAttribute('aria-controls');
    for (const other of document.querySelectorAll('[role=tab]')) {
      other.setAttribute('aria-selected', String(other === tab));
      at(other.getAttribute('aria-controls')).hidden = other !== tab;
    }
    refresh();
  };
}

for (const select of [at('customer'), at('account')]) {
  select.onchange = () => {
    Object.assign(state, { drafts: {}, replyTo: null, readUpTo: 0 });
    quote(null);
    at('post-list').replaceChildren();
    refresh();
  };
}

at('desktop').onchange = refresh;

await showing;
// Nothing can be pressed before it is known who writes to whom.
document.body.inert = false;
await refresh();
const live = new EventSource('/_control/live');
live.addEventListener('changed', refresh);
live.onopen = () => fill().then(refresh);
document.addEventListener('visibilitychange', refresh);
`;
