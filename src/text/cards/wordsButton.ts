// A button that does what typing its words would do, where they fit into one.
import { runData } from '../../model/callback.js';
import type { Button, ButtonStyle } from '../../model/message.js';

/** None where the words do not fit Telegram's 64 bytes: what they do can be typed all the same. */
export function wordsButton(label: string, words: string, style?: ButtonStyle): readonly Button[] {
  try {
    return [{ label, data: runData(words), ...(style === undefined ? {} : { style }) }];
  } catch {
    return [];
  }
}
