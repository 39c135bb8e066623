// The text box with its command menu, suggestion chips and reply keyboard.
import { make } from './bubble.js';
import { CommandMenu } from './commandMenu.js';

const byId = (id) => document.getElementById(id);

export class Composer {
  /** `send` gets what the person sends and says whether it went, `sendPicture` the bytes of a picture in base64, `copy` what a chip copies. */
  constructor({ send, sendPicture, copy }) {
    this.send = send;
    this.sendPicture = sendPicture;
    this.copy = copy;
    this.text = byId('text');
    this.menu = new CommandMenu((line) => this.submit(line));
    this.text.addEventListener('input', () => this.typed());
    this.text.addEventListener('keydown', (event) => this.pressed(event));
    byId('composer').addEventListener('submit', (event) => {
      event.preventDefault();
      this.submit(this.text.value);
    });
    byId('attach').addEventListener('click', () => byId('attach-file').click());
    byId('attach-file').addEventListener('change', (event) => this.attach(event.target));
    this.text.addEventListener('paste', (event) => this.pasted(event));
    byId('command-button').addEventListener('click', () => {
      if (this.menu.open) this.menu.hide();
      else this.menu.show('');
      this.focus();
    });
    byId('suggestions').addEventListener('wheel', rollSideways, { passive: false });
    document.addEventListener('click', (event) => {
      if (this.menu.open && !event.target.closest('.bottom')) this.menu.hide();
    });
  }

  setCommands(commands) {
    this.menu.setCommands(commands);
  }

  setSuggestions(suggestions) {
    byId('suggestions').hidden = suggestions.length === 0;
    const groups = new Map();
    for (const one of suggestions) groups.set(one.group ?? '', [...(groups.get(one.group ?? '') ?? []), this.drawChip(one)]);
    byId('suggestions').replaceChildren(...[...groups].map(([name, chips]) => drawGroup(name, chips)));
  }

  setKeyboard(rows) {
    byId('keyboard').hidden = rows.length === 0;
    byId('keyboard').replaceChildren(...rows.map((row) => {
      const line = make('div');
      line.append(...row.map((words) => pressable(words, () => this.submit(words))));
      return line;
    }));
  }

  focus() {
    this.text.focus();
  }

  submit(words) {
    if (words.trim() === '' || !this.send(words)) return;
    this.text.value = '';
    this.menu.hide();
    this.grow();
  }

  attach(input) {
    const [file] = input.files;
    if (file !== undefined) this.readPicture(file);
    input.value = '';
  }

  pasted(event) {
    const [file] = event.clipboardData?.files ?? [];
    if (file === undefined || !file.type.startsWith('image/')) return;
    event.preventDefault();
    this.readPicture(file);
  }

  readPicture(file) {
    const reader = new FileReader();
    reader.addEventListener('load', () => this.sendPicture(reader.result.split(',', 2)[1] ?? ''));
    reader.readAsDataURL(file);
  }

  fill(words) {
    this.text.value = words;
    this.grow();
    this.focus();
    this.text.setSelectionRange(words.length, words.length);
  }

  typed() {
    this.grow();
    const start = /^\/([a-z0-9_]*)$/i.exec(this.text.value)?.[1];
    if (start === undefined) this.menu.hide();
    else this.menu.show(start.toLowerCase());
  }

  pressed(event) {
    const { menu } = this;
    if (menu.open && event.key === 'ArrowDown') menu.move(1);
    else if (menu.open && event.key === 'ArrowUp') menu.move(-1);
    else if (menu.open && event.key === 'Escape') menu.hide();
    else if (menu.open && event.key === 'Tab' && menu.current !== undefined) this.fill(`${menu.current} `);
    else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      this.submit(menu.has(this.text.value) ? this.text.value : menu.current ?? this.text.value);
    } else return;
    event.preventDefault();
  }

  grow() {
    this.text.style.height = 'auto';
    this.text.style.height = `${this.text.scrollHeight + 2}px`;
    byId('send').disabled = this.text.value.trim() === '';
  }

  drawChip({ label, text, send, copy: payloads = [] }) {
    const chip = make('span', 'chip');
    if (text !== '') chip.append(pressable(label, () => {
      if (send === false) this.fill(text);
      else this.submit(text);
      showNext(chip);
    }));
    for (const payload of payloads) {
      const button = pressable(payload.label, () => this.copy(payload.text));
      button.className = 'copies';
      button.setAttribute('aria-label', `Copy ${payload.label}`);
      chip.append(button);
    }
    return chip;
  }
}

/** A wheel that only rolls up and down rolls the row of suggestions too. */
function rollSideways(event) {
  if (event.deltaX !== 0 || event.ctrlKey) return;
  event.preventDefault();
  event.currentTarget.scrollLeft += event.deltaY;
}

/** The suggestion after the one just pressed comes into sight. */
function showNext(chip) {
  const next = chip.nextElementSibling ?? chip.parentElement.nextElementSibling?.querySelector('.chip');
  next?.scrollIntoView({ inline: 'center', block: 'nearest', behavior: 'smooth' });
}

function drawGroup(name, chips) {
  const group = make('div', 'chips');
  group.setAttribute('role', 'group');
  if (name !== '') {
    group.setAttribute('aria-label', name);
    group.append(make('span', 'chips-name', name));
  }
  group.append(...chips);
  return group;
}

function pressable(words, onPress) {
  const button = make('button', '', words);
  button.type = 'button';
  button.addEventListener('click', onPress);
  return button;
}
