// The side panel: its actions under their headings, open beside the chat where there is room, over it where there is not.
import { make } from './bubble.js';

const byId = (id) => document.getElementById(id);
/** Narrower windows have the panel over the chat. */
const narrow = matchMedia('(max-width: 760px)');
const roomyPx = 900;

export class SidePanel {
  /** `run` gets the number of the action that is pressed. */
  constructor(run) {
    this.run = run;
    this.toggle = byId('panel-toggle');
    this.panel = byId('panel');
    this.toggle.addEventListener('click', () => this.open(this.panel.hidden));
    byId('panel-close').addEventListener('click', () => this.close());
    this.panel.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.close();
    });
    document.addEventListener('click', (event) => {
      if (narrow.matches && !this.panel.hidden && !event.target.closest('#panel, #panel-toggle')) this.open(false);
    });
  }

  /** Shows these actions ({ label, group }); without any the panel goes away. */
  setActions(actions) {
    const isFirst = byId('panel-actions').childElementCount === 0;
    this.toggle.hidden = actions.length === 0;
    if (actions.length === 0) this.open(false);
    else if (isFirst && window.innerWidth > roomyPx) this.open(true);
    const groups = new Map();
    actions.forEach((action, index) => {
      const name = action.group ?? 'Others';
      groups.set(name, [...(groups.get(name) ?? []), this.drawAction(action.label, index)]);
    });
    byId('panel-actions').replaceChildren(...[...groups].map(([name, buttons]) => drawGroup(name, buttons)));
  }

  open(isOpen) {
    this.panel.hidden = !isOpen;
    this.toggle.setAttribute('aria-expanded', String(isOpen));
  }

  close() {
    this.open(false);
    this.toggle.focus();
  }

  drawAction(label, index) {
    const button = make('button', '', label);
    button.type = 'button';
    button.addEventListener('click', () => {
      this.run(index);
      if (narrow.matches) this.close();
    });
    return button;
  }
}

function drawGroup(name, buttons) {
  const group = make('section', 'panel-group');
  group.setAttribute('aria-label', name);
  group.append(make('h3', '', name), ...buttons);
  return group;
}
