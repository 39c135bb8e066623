// The practice chat: keeps the messages, follows the server's feed, and sends what the person does.
import { drawMessage, make } from './bubble.js';
import { Composer } from './composer.js';
import { copy, showAlert, showPicture, toast } from './notices.js';
import { endAction, showAction, showPresence } from './presence.js';
import { SidePanel } from './sidePanel.js';

const byId = (id) => document.getElementById(id);
const list = byId('messages');
const messages = new Map();
const waiting = new Map();
let socket;
let retryMs = 300;
let replyTo;

/** False, and said so, when there is nobody to send to. */
const send = (frame) => {
  const isOpen = socket?.readyState === WebSocket.OPEN;
  if (isOpen) socket.send(JSON.stringify(frame));
  else toast('Not connected. Trying again…');
  return isOpen;
};
const composer = new Composer({ send: sendText, sendPicture, copy });
const sidePanel = new SidePanel((index) => send({ type: 'panel', index }));
const act = {
  command: sendText,
  copy,
  find: (id) => messages.get(id),
  show: (id) => elementOf(id)?.scrollIntoView({ block: 'center', behavior: 'smooth' }),
  open: (url) => window.open(url, '_blank', 'noopener,noreferrer'),
  picture: showPicture,
  tap(message, row, column, element) {
    if (element.classList.contains('pressed') || !send({ type: 'tap', messageId: message.messageId, row, column })) return;
    element.classList.add('pressed');
    element.setAttribute('aria-busy', 'true');
    setTimeout(() => release(element), 15_000);
  },
};

/** Base64 of 5 MB: the bot takes no larger picture. */
const pictureLimit = 5 * 1024 * 1024 * 4 / 3;

function sendPicture(bytes) {
  if (bytes.length > pictureLimit) toast('That picture is larger than 5 MB.');
  else send({ type: 'photo', bytes });
}

function sendText(text) {
  const isSent = send({ type: 'send', text, ...(replyTo === undefined ? {} : { replyTo }) });
  if (isSent) setReply(undefined);
  return isSent;
}

function connect() {
  socket = new WebSocket(`ws://${location.host}/feed`);
  socket.addEventListener('open', () => { retryMs = 300; });
  socket.addEventListener('message', ({ data }) => receive(JSON.parse(data)));
  socket.addEventListener('close', () => {
    showPresence(undefined);
    setTimeout(connect, retryMs);
    retryMs = Math.min(5_000, retryMs * 1.7);
  });
}

function receive(frame) {
  if (frame.type === 'welcome') welcome(frame);
  else if (frame.type === 'event') happen(frame.event);
  else if (frame.type === 'presence') showPresence(frame.listening);
  else if (frame.type === 'commands') composer.setCommands(frame.commands);
  else if (frame.type === 'content') setContent(frame);
  else if (frame.type === 'toast') toast(frame.text);
  else if (frame.type === 'tapped') waitForAnswer(frame);
}

function welcome(frame) {
  byId('bot-name').textContent = frame.bot.name;
  document.querySelector('.avatar').textContent = frame.bot.name.charAt(0);
  messages.clear();
  list.replaceChildren();
  list.setAttribute('aria-live', 'off');
  for (const message of frame.messages) place(message, false);
  showEmpty();
  requestAnimationFrame(() => list.setAttribute('aria-live', 'polite'));
  showPresence(frame.listening);
  composer.setCommands(frame.commands);
  setContent(frame);
  frame.messages.forEach(followMarkup);
  toEnd();
}

function happen(event) {
  if (event.kind === 'message' || event.kind === 'userMessage') {
    if (event.kind === 'message') endAction();
    place(event.message, true);
    followMarkup(event.message);
  } else if (event.kind === 'edit') redraw(event.message);
  else if (event.kind === 'delete') remove(event.messageId);
  else if (event.kind === 'callbackAnswer') answered(event);
  else if (event.kind === 'chatAction') showAction(event.action);
}

let wasAtEnd = true;
const isAtEnd = () => list.scrollHeight - list.scrollTop - list.clientHeight < 80;
let lastTop = 0;
list.addEventListener('scroll', () => {
  // Only a person scrolling up leaves the end; a picture or a narrower window does not.
  if (isAtEnd()) wasAtEnd = true;
  else if (list.scrollTop < lastTop) wasAtEnd = false;
  lastTop = list.scrollTop;
  byId('to-end').hidden = isAtEnd();
});
byId('to-end').addEventListener('click', () => toEnd(true));
const stayAtEnd = () => { if (wasAtEnd) toEnd(); };
new ResizeObserver(stayAtEnd).observe(list);
list.addEventListener('load', stayAtEnd, true);

function toEnd(smooth = false) {
  list.scrollTo({ top: list.scrollHeight, behavior: smooth ? 'smooth' : 'instant' });
}

function place(message, isNew) {
  const follow = wasAtEnd || message.from === 'user';
  list.querySelector('.empty')?.remove();
  addDay(message);
  const element = drawMessage(message, act);
  const before = [...messages.values()].at(-1);
  if (before !== undefined && before.from !== message.from) element.classList.add('turn');
  if (isNew) element.classList.add('arrives');
  messages.set(message.messageId, message);
  list.append(element);
  replyOnDoublePress(element, message);
  if (follow) toEnd();
}

/** What has a press of its own does not begin a reply when it is pressed twice. */
function replyOnDoublePress(element, message) {
  element.addEventListener('dblclick', (event) => {
    if (!event.target.closest('button, a, code, pre, .spoiler')) setReply(message);
  });
}

function addDay(message) {
  const day = new Date(message.date).toDateString();
  const last = [...messages.values()].at(-1);
  if (last !== undefined && new Date(last.date).toDateString() === day) return;
  const today = new Date().toDateString() === day;
  const words = today ? 'Today' : new Date(message.date).toLocaleDateString([], { day: 'numeric', month: 'long' });
  list.append(make('div', 'day', words));
}

function redraw(message) {
  const old = elementOf(message.messageId);
  if (old === undefined) return;
  const element = drawMessage(message, act);
  if (old.classList.contains('turn')) element.classList.add('turn');
  element.classList.add('flash');
  replyOnDoublePress(element, message);
  messages.set(message.messageId, message);
  const hadFocus = old.contains(document.activeElement) ? document.activeElement.dataset.place : undefined;
  old.replaceWith(element);
  if (hadFocus !== undefined) element.querySelector(`[data-place="${hadFocus}"]`)?.focus();
  if (wasAtEnd) toEnd();
}

function remove(messageId) {
  if (replyTo === messageId) setReply(undefined);
  messages.delete(messageId);
  const element = elementOf(messageId);
  if (element === undefined) return;
  element.classList.add('leaves');
  setTimeout(() => {
    element.remove();
    showEmpty();
  }, 220);
}

function showEmpty() {
  if (messages.size > 0 || list.querySelector('.empty') !== null) return;
  const empty = make('div', 'empty');
  const start = make('button', 'filled', 'Start');
  start.type = 'button';
  start.addEventListener('click', () => sendText('/start'));
  empty.append(make('p', '', 'Nothing here yet.'), start);
  list.replaceChildren(empty);
}

function waitForAnswer({ queryId, messageId, row, column }) {
  waiting.set(queryId, elementOf(messageId)?.querySelector(`[data-place="${row},${column}"]`));
}

function answered(event) {
  const button = waiting.get(event.queryId);
  waiting.delete(event.queryId);
  if (button) release(button);
  else for (const pressed of elementOf(event.messageId)?.querySelectorAll('.pressed') ?? []) release(pressed);
  if (event.text === '' || event.repeated) return;
  if (event.alert) showAlert(event.text);
  else toast(event.text);
}

function release(button) {
  button.classList.remove('pressed');
  button.removeAttribute('aria-busy');
}

/** A reply keyboard stays until another one replaces or removes it; a forced reply aims the next message, and that one alone. */
function followMarkup(message) {
  if (message.from === 'user') setReply(undefined);
  if (message.replyKeyboard !== undefined) composer.setKeyboard(message.replyKeyboard);
  if (message.removesKeyboard) composer.setKeyboard([]);
  if (message.forceReply) setReply(message);
}

function setReply(message) {
  replyTo = message?.messageId;
  byId('reply-strip').hidden = message === undefined;
  byId('reply-text').textContent = message === undefined ? '' : message.text.split('\n')[0] || 'Picture';
  if (message !== undefined) composer.focus();
}
byId('reply-cancel').addEventListener('click', () => setReply(undefined));

function setContent({ suggestions, panel }) {
  composer.setSuggestions(suggestions);
  sidePanel.setActions(panel);
}

function elementOf(messageId) {
  return list.querySelector(`[data-id="${messageId}"]`) ?? undefined;
}

connect();
// On a touch screen the keyboard would cover the chat.
if (matchMedia('(pointer: fine)').matches) composer.focus();
