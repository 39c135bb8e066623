// Promises of the translations: the same values, marks, commands and figures as in English, and no family left half done.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { en } from '../../src/text/en/index.js';
import { findLanguage, languageNames, languages, pluralsOf, speak } from '../../src/text/index.js';
import type { Language, TextKey } from '../../src/text/language.js';
import { fill, plain } from '../../src/text/rich.js';

/** Families whose every sentence exists in every language; a new English sentence in one of them must be translated with it. */
const complete = [
  'account', 'alerts', 'basics', 'commands', 'history', 'lightning', 'market', 'notifications', 'payouts', 'practice', 'preferences', 'receiving', 'refusals', 'trade',
];

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../src/text');
const others = Object.keys(languages).filter((code) => code !== 'en');

async function familiesOf(code: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const files = readdirSync(path.join(folder, code)).filter((file) => file !== 'index.ts').map((file) => file.replace(/\.ts$/, ''));
  return new Map(await Promise.all(files.map(async (name): Promise<[string, string[]]> => {
    const family = (await import(path.join(folder, code, `${name}.ts`))) as Readonly<Record<string, Readonly<Record<string, string>>>>;
    return [name, Object.values(family).flatMap((sentences) => Object.keys(sentences))];
  })));
}

const all = (text: string, pattern: RegExp): readonly string[] => [...text.matchAll(pattern)].map((match) => match[0]);
const sorted = (values: readonly string[]): readonly string[] => [...values].sort();

/** What a translation may not change, whatever its words and their order. */
const fixedParts = (template: string, decimalMark = '.'): object => ({
  values: sorted([...new Set(all(template, /\{\w+\}/g))]),
  // A word that hangs on a number hangs on one that is there; which words do is the language's own.
  strays: all(template, /(?<=\{)\w+(?=\|)/g).filter((name) => !template.includes(`{${name}}`)),
  marks: sorted(all(template, /\[[*`_|]/g)),
  literals: sorted(all(template, /\[`[^{}]*?`\]/g)),
  commands: sorted([...new Set(all(template, /(?<![\w<{}])\/[a-z]+/g))]),
  figures: sorted(all(template.replace(/\b2FA\b/gi, '').replaceAll(new RegExp(`(?<=\\d)[${decimalMark}](?=\\d)`, 'g'), '.'), /\d[\d.:]*\d|\d/g)),
  signs: all(template, /\p{Extended_Pictographic}|[●≈%@<>]/gu),
  lines: all(template, /\n/g).length,
  joinsBefore: /^[\s,·]/.test(template),
  joinsAfter: /\s$/.test(template),
});

describe.each(others)('%s', (code) => {
  const language = languages[code] ?? {};

  it('is named by the two letters Telegram takes, and by itself', () => {
    expect(code).toMatch(/^[a-z]{2}$/);
    expect(languageNames[code]).toMatch(/\S/);
  });

  it('writes a decimal point or a decimal comma', () => {
    expect(['.', ',']).toContain(language['figure.decimalMark']);
  });

  it.each(Object.entries(language).filter(([key]) => key !== 'figure.decimalMark'))('%s keeps the values, marks, commands and figures of the English sentence', (key, template) => {
    expect(fixedParts(template, language['figure.decimalMark'])).toEqual(fixedParts(en[key as TextKey]));
    const values = Object.fromEntries(all(template, /\{(\w+)\}/g).map((name) => [name.slice(1, -1), template.includes(`${name.slice(0, -1)}|`) ? 2 : plain('x')]));
    const filled = fill(template, values, pluralsOf(code));
    expect(filled.text).not.toMatch(/[{}]|\[[*`_|]|[*`_|]\]/);
    expect(filled.marks.every((mark) => mark.length > 0 && mark.offset + mark.length <= filled.text.length)).toBe(true);
  });

  it('has each sentence once, in the family where English has it', async () => {
    const [own, english] = await Promise.all([familiesOf(code), familiesOf('en')]);
    const strays = [...own].flatMap(([family, keys]) => keys.filter((key) => !(english.get(family) ?? []).includes(key)));
    expect(strays).toEqual([]);
    expect([...own.values()].flat()).toHaveLength(Object.keys(language).length);
  });

  it('lacks no sentence of the families that are declared complete', async () => {
    const english = await familiesOf('en');
    expect(complete.filter((family) => !english.has(family))).toEqual([]);
    const missing = complete.flatMap((family) => (english.get(family) ?? []).filter((key) => !Object.hasOwn(language, key)));
    expect(missing).toEqual([]);
  });

  // Telegram: 200 characters in the answer to a press, 256 in the description of a command.
  it.each([['bot.toast.', 200], ['help.', 256]])('%s* fits in %i characters', (prefix, limit) => {
    expect(Object.entries(language).filter(([key, text]) => key.startsWith(prefix) && text.length > limit)).toEqual([]);
  });
});

// A sentence whose English has changed may say something untrue in the others. Translate it anew first, then run this file with -u.
it('every translation was made from the English sentence of today', () => {
  const translated = new Set(others.flatMap((code) => Object.keys(languages[code] ?? {})));
  expect(Object.fromEntries(Object.entries(en).filter(([key]) => translated.has(key)))).toMatchSnapshot();
});

describe('a language', () => {
  it.each([['af', 'af'], ['af-ZA', 'af'], ['ZU', 'zu'], ['zu_ZA', 'zu'], ['en-GB', 'en'], ['afr', undefined], ['xh', undefined], ['', undefined], ['constructor', undefined], [7, undefined], [undefined, undefined]])('is found by the tag %j as %j', (tag, code) => {
    expect(findLanguage(tag)).toBe(code);
  });

  it('is one of the list or none, whatever the tag', () => {
    fc.assert(fc.property(fc.anything(), (tag) => {
      const found = findLanguage(tag);
      expect(found === undefined || Object.hasOwn(languages, found)).toBe(true);
    }));
  });

  it('takes no key that English has not: a slip of the pen does not compile', () => {
    // @ts-expect-error -- the key is misspelt; without this error the type checker fails here
    const misspelt: Language = { 'card.confrim': 'Bevestig' };
    expect(Object.keys(misspelt).filter((key) => Object.hasOwn(en, key))).toEqual([]);
  });

  it('that nobody speaks is answered in English', () => {
    expect([speak('xx'), speak('constructor'), speak('')].map((say) => say('card.confirm').text)).toEqual(['Confirm', 'Confirm', 'Confirm']);
  });
});
