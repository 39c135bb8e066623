// A button that runs words, or none where the words do not fit one: the sentence beside it says it anyway.
import { runData } from '../src/model/callback.js';
import type { Button } from '../src/model/message.js';

/** One row with the button, or no row. */
export function fittingButton(label: string, words: string): Button[][] {
  try {
    return [[{ label, data: runData(words) }]];
  } catch {
    return [];
  }
}
