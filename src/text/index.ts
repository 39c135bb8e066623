// Every sentence the bot can say, by key and language.
import type { Rich } from '../model/message.js';
import { en } from './en.js';
import { fill } from './rich.js';

export type TextKey = keyof typeof en;
/** A language may lag: what it has not, English says. */
export type Language = Partial<Record<TextKey, string>>;

export const languages: Readonly<Record<string, Language>> = { en };

/** Says a sentence: values are text and can never make a mark. @throws RangeError when a value is missing. */
export type Say = (key: TextKey, values?: Readonly<Record<string, string | number | Rich>>) => Rich;

/** The voice of a language; English where the language is not there or lags. */
export function speak(language: string): Say {
  const own = Object.hasOwn(languages, language) ? languages[language] : undefined;
  return (key, values = {}) => fill(own?.[key] ?? en[key], values);
}

/** True for a text that names a sentence, so that a UserError's key can be told from a mistake. */
export const isTextKey = (key: string): key is TextKey => Object.hasOwn(en, key);
