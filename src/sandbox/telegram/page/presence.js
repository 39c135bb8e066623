// The line under the bot's name: whether it listens, and what it is busy with.
const byId = (id) => document.getElementById(id);

/** Telegram's clients forget a chat action after this long, ms. */
const actionMs = 5_000;
const actionWords = { typing: 'typing', upload_photo: 'sending a picture', upload_document: 'sending a file' };

let listening;
let actionTimer;

/** Says whether the bot listens; undefined means the practice program itself is out of reach. */
export function showPresence(isListening) {
  listening = isListening;
  draw();
  const notice = byId('notice');
  notice.hidden = listening === true;
  notice.textContent = listening === undefined
    ? 'The practice program is not reachable. This page connects again by itself.'
    : 'The bot is not running at the moment. What you send waits for it.';
}

/** Says what the bot is busy with, until it is said again, `endAction` is called or five seconds are over. */
export function showAction(action) {
  clearTimeout(actionTimer);
  actionTimer = setTimeout(endAction, actionMs);
  draw(`${actionWords[action] ?? 'busy'}…`);
}

/** Forgets what the bot was busy with. */
export function endAction() {
  clearTimeout(actionTimer);
  draw();
}

function draw(action) {
  const line = byId('presence');
  const words = action ?? (listening === undefined ? 'connecting…' : listening ? 'bot' : 'not answering');
  if (line.textContent !== words) line.textContent = words;
  line.classList.toggle('on', listening === true);
}
