// Finds the button a person means on an inline keyboard: by place, by its words, or by a part of them.
import type { InlineButton } from '../wire.js';

/** Rows and columns count from 0. */
export type ButtonChoice = string | { row: number; column: number };

/** The one button meant. Throws Error naming the buttons there are when none or several match. */
export function chooseButton(keyboard: readonly (readonly InlineButton[])[], choice: ButtonChoice): InlineButton {
  const all = keyboard.flat();
  const there = all.map(({ text }) => `[ ${text} ]`).join(' ') || 'no buttons';
  if (typeof choice !== 'string') {
    const placed = keyboard[choice.row]?.[choice.column];
    if (placed === undefined) throw new Error(`no button at row ${choice.row}, column ${choice.column}: ${there}`);
    return placed;
  }
  const exact = all.filter(({ text }) => text === choice);
  const similar = exact.length > 0 ? exact : all.filter(({ text }) => text.toLowerCase().includes(choice.toLowerCase()));
  const [found, another] = similar;
  if (found === undefined) throw new Error(`no button "${choice}": ${there}`);
  if (another !== undefined) throw new Error(`several buttons match "${choice}": ${there}`);
  return found;
}
