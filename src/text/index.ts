// Every sentence the bot can say, by key and language.
import type { Rich } from '../model/message.js';
import { af } from './af/index.js';
import { en } from './en/index.js';
import type { Language, TextKey } from './language.js';
import { fill, type Values } from './rich.js';
import { zu } from './zu/index.js';

/** By the two letters that Telegram knows a language by. */
export const languages: Readonly<Record<string, Language>> = { en, af, zu };

/** What each language calls itself. */
export const languageNames: Readonly<Record<string, string>> = { en: 'English', af: 'Afrikaans', zu: 'isiZulu' };

/** The language of the list that a tag such as Telegram's language_code names ("af", "zu-ZA"); undefined for any other value. */
export function findLanguage(tag: unknown): string | undefined {
  const letters = typeof tag === 'string' ? /^([a-z]{2})(?:[-_]|$)/i.exec(tag)?.[1]?.toLowerCase() : undefined;
  return letters !== undefined && Object.hasOwn(languages, letters) ? letters : undefined;
}

/**
 * Says a sentence. Its blanks take numbers, what format.ts has made, other sentences, and text of others by `outside` alone: a
 * plain string fits into none. @throws RangeError when a value is missing.
 */
export type Say = (key: TextKey, values?: Values) => Rich;

/** The voice of a language; English where the language is not there or lags. */
export function speak(language: string): Say {
  const own = Object.hasOwn(languages, language) ? languages[language] : undefined;
  const plurals = pluralsOf(own === undefined ? 'en' : language);
  return (key, values) => {
    const sentence = own?.[key];
    return sentence === undefined ? fill(en[key], values ?? {}, pluralsOf('en')) : fill(sentence, values ?? {}, plurals);
  };
}

const rules = new Map(Object.keys(languages).map((code) => [code, new Intl.PluralRules(code)] as const));
/** How a language says one and several. */
export const pluralsOf = (code: string): Intl.PluralRules => rules.get(code) ?? new Intl.PluralRules('en');

/** True for a text that names a sentence, so that a UserError's key can be told from a mistake. */
export const isTextKey = (key: string): key is TextKey => Object.hasOwn(en, key);
