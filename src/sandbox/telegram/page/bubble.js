// Draws one message: its bubble, picture or document, time and inline buttons.
import { renderText } from './entities.js';

/** Builds the element of a message. `act` holds what can be done with it: command, tap, copy, open, picture, find. */
export function drawMessage(message, act) {
  const element = make('article', `message ${message.from === 'user' ? 'mine' : 'theirs'}`);
  element.dataset.id = String(message.messageId);
  element.setAttribute('aria-label', message.from === 'user' ? 'You' : 'Bot');
  const bubble = make('div', 'bubble');
  if (message.replyTo !== undefined) addQuote(bubble, message.replyTo, act);
  if (message.photoUrl !== undefined) {
    element.classList.add('has-photo');
    bubble.append(drawPhoto(message, act));
  }
  if (message.documentUrl !== undefined) bubble.append(drawDocument(message));
  const words = make('div', 'words');
  words.append(renderText(message.text, message.entities, act.command));
  words.append(drawMeta(message));
  bubble.append(words);
  element.append(bubble);
  if (message.buttons.length > 0) {
    element.classList.add('has-buttons');
    element.append(drawButtons(message, act));
  }
  return element;
}

function addQuote(bubble, messageId, act) {
  const original = act.find(messageId);
  if (original === undefined) return;
  const quote = make('button', 'quote', original.text.split('\n')[0] || 'Picture');
  quote.type = 'button';
  quote.addEventListener('click', () => act.show(messageId));
  bubble.append(quote);
}

function drawPhoto(message, act) {
  const button = make('button', 'photo');
  button.type = 'button';
  const image = make('img');
  image.width = message.photoSize.width;
  image.height = message.photoSize.height;
  image.src = message.photoUrl;
  image.alt = message.text === '' ? message.from === 'user' ? 'Your picture' : 'Picture from the bot' : `Picture: ${message.text.split('\n')[0]}`;
  button.append(image);
  button.addEventListener('click', () => act.picture(image.src, image.alt));
  return button;
}

function drawDocument(message) {
  const link = make('a', 'file');
  link.href = message.documentUrl;
  link.download = message.documentName;
  const icon = make('span');
  icon.setAttribute('aria-hidden', 'true');
  const name = make('span', 'file-name');
  name.append(make('bdi', '', message.documentName), make('span', 'file-size', fileSize(message.documentBytes)));
  link.append(icon, name);
  return link;
}

function fileSize(bytes) {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function drawMeta(message) {
  const meta = make('span', 'meta');
  if (message.silent) {
    const silent = make('span', '', 'silent');
    silent.title = 'Sent without sound';
    meta.append(silent);
  }
  if (message.editedAt !== undefined) meta.append(make('span', '', 'edited'));
  const date = new Date(message.date);
  const time = make('time', '', date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hour12: false }));
  time.dateTime = date.toISOString();
  meta.append(time);
  return meta;
}

function drawButtons(message, act) {
  const rows = make('div', 'buttons');
  message.buttons.forEach((row, rowIndex) => {
    const line = make('div', 'button-row');
    row.forEach((button, columnIndex) => line.append(drawButton(message, button, rowIndex, columnIndex, act)));
    rows.append(line);
  });
  return rows;
}

function drawButton(message, button, row, column, act) {
  const element = make('button', button.style ?? '', button.text);
  element.type = 'button';
  element.dataset.place = `${row},${column}`;
  if (button.url !== undefined) {
    element.classList.add('link');
    element.addEventListener('click', () => act.open(button.url));
  } else if (button.copyText !== undefined) {
    element.classList.add('copies');
    element.addEventListener('click', () => act.copy(button.copyText));
  } else {
    element.addEventListener('click', () => act.tap(message, row, column, element));
  }
  return element;
}

/** An element with a class and a text. */
export function make(tag, className = '', text = '') {
  const element = document.createElement(tag);
  if (className !== '') element.className = className;
  if (text !== '') element.textContent = text;
  return element;
}
