// The list of commands above the text box: filtered while typing, chosen by keys or by pressing.
import { make } from './bubble.js';

const byId = (id) => document.getElementById(id);

export class CommandMenu {
  commands = [];
  chosen = -1;

  /** `onChoose` is called with the command line the person picks. */
  constructor(onChoose) {
    this.onChoose = onChoose;
    this.list = byId('commands');
    this.button = byId('command-button');
  }

  get open() {
    return !this.list.hidden;
  }

  /** The picked command line, such as /buy, or undefined. */
  get current() {
    const option = this.list.children[this.chosen];
    return this.open && option !== undefined ? option.dataset.command : undefined;
  }

  setCommands(commands) {
    this.commands = commands;
    this.button.hidden = commands.length === 0;
  }

  has(line) {
    return this.commands.some(({ command }) => `/${command}` === line);
  }

  /** Shows the commands that begin with `start`; hides when none does. */
  show(start) {
    const matching = this.commands.filter(({ command }) => command.startsWith(start));
    this.list.replaceChildren(...matching.map((command, index) => this.drawOption(command, index)));
    this.list.hidden = matching.length === 0;
    this.button.setAttribute('aria-expanded', String(this.open));
    this.choose(0);
  }

  hide() {
    this.list.hidden = true;
    this.button.setAttribute('aria-expanded', 'false');
    byId('text').removeAttribute('aria-activedescendant');
  }

  /** Picks the option `steps` further on, round the ends. */
  move(steps) {
    this.choose(this.chosen + steps);
  }

  choose(index) {
    const options = [...this.list.children];
    this.chosen = options.length === 0 ? -1 : (index + options.length) % options.length;
    options.forEach((option, i) => option.setAttribute('aria-selected', String(i === this.chosen)));
    const option = options[this.chosen];
    option?.scrollIntoView({ block: 'nearest' });
    if (option !== undefined) byId('text').setAttribute('aria-activedescendant', option.id);
  }

  drawOption({ command, description }, index) {
    const option = make('div');
    option.id = `command-${index}`;
    option.dataset.command = `/${command}`;
    option.setAttribute('role', 'option');
    option.append(make('b', '', `/${command}`), make('span', '', description));
    // The text box keeps the focus.
    option.addEventListener('mousedown', (event) => event.preventDefault());
    option.addEventListener('click', () => this.onChoose(`/${command}`));
    return option;
  }
}
