// What a language is: sentences by the keys that English has.
import type { en } from './en/index.js';

export type TextKey = keyof typeof en;
/** A language may lag: what it has not, English says. */
export type Language = Partial<Record<TextKey, string>>;
