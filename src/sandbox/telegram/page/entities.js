// Turns a text and its entities into DOM nodes. Nothing a bot sends is ever parsed as HTML.

const tags = { bold: 'strong', italic: 'em', underline: 'u', strikethrough: 's', code: 'code', pre: 'pre', blockquote: 'blockquote', expandable_blockquote: 'blockquote' };

const blocks = new Set(['pre', 'blockquote', 'expandable_blockquote']);

/** A fragment of the text with its formatting; `onCommand` is called when a /command in it is pressed. */
export function renderText(text, entities, onCommand) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return renderRange(text, sorted, 0, text.length, onCommand);
}

function renderRange(text, entities, start, end, onCommand) {
  const fragment = document.createDocumentFragment();
  let at = start;
  for (let i = 0; i < entities.length; i++) {
    const entity = entities[i];
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    if (from >= to) continue;
    fragment.append(text.slice(at, from));
    const inner = entities.slice(i + 1).filter((one) => one.offset < to && one.offset + one.length > from);
    const node = makeNode(entity, text.slice(from, to), onCommand);
    node.append(renderRange(text, inner, from, to, onCommand));
    fragment.append(node);
    // A block already ends its line, so the line break behind it would only show as an empty line.
    at = blocks.has(entity.type) && text[to] === '\n' ? to + 1 : to;
    // What sticks out of this entity goes on behind it.
    entities = [...entities.slice(0, i + 1), ...entities.slice(i + 1).filter((one) => one.offset + one.length > to)];
  }
  fragment.append(text.slice(at, end));
  return fragment;
}

function makeNode(entity, words, onCommand) {
  if (entity.type === 'bot_command') return commandButton(words, onCommand);
  if (entity.type === 'spoiler') return spoiler();
  if (entity.type === 'text_link') return link(entity.url);
  if (entity.type === 'url') return link(words);
  if (entity.type === 'email') return link(`mailto:${words}`);
  if (entity.type === 'date_time') return time(entity);
  const node = document.createElement(tags[entity.type] ?? 'span');
  if (entity.type === 'code' || entity.type === 'pre') makeCopyable(node, words);
  return node;
}

/** Pressed, by hand or by key, it is copied; selecting a part of it copies nothing. */
function makeCopyable(node, words) {
  const copy = () => document.dispatchEvent(new CustomEvent('copy-text', { detail: words }));
  node.title = 'Press to copy';
  node.tabIndex = 0;
  node.addEventListener('click', () => {
    if (getSelection().isCollapsed) copy();
  });
  node.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') copy();
  });
}

function commandButton(words, onCommand) {
  const node = document.createElement('button');
  node.type = 'button';
  node.className = 'command';
  node.addEventListener('click', () => onCommand(words));
  return node;
}

function spoiler() {
  const node = document.createElement('span');
  node.className = 'spoiler';
  node.tabIndex = 0;
  node.setAttribute('role', 'button');
  node.setAttribute('aria-label', 'Hidden text, press to show');
  const show = () => {
    node.classList.add('shown');
    node.removeAttribute('aria-label');
    node.removeAttribute('role');
  };
  node.addEventListener('click', show);
  node.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    show();
  });
  return node;
}

function link(url) {
  const node = document.createElement('a');
  if (/^(https?|mailto|tg):/i.test(url)) node.href = url;
  node.target = '_blank';
  node.rel = 'noopener noreferrer';
  return node;
}

function time(entity) {
  const node = document.createElement('time');
  const date = new Date(entity.unix_time * 1000);
  node.dateTime = date.toISOString();
  node.title = date.toLocaleString();
  return node;
}
