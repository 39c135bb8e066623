import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bold, clean, concat, fill, join } from '../../src/text/rich.js';

const filled = (sentence: string, values: Parameters<typeof fill>[1]) => fill(sentence, values, new Intl.PluralRules('en'));

describe('fill', () => {
  it('makes marks from the template and text from values', () => {
    expect(filled('[*Total {total}*] of {name}', { total: 'R5', name: '[*evil*]' })).toEqual({
      text: 'Total R5 of [*evil*]', marks: [{ type: 'bold', offset: 0, length: 8 }],
    });
  });

  it('counts offsets in UTF-16 units, as Telegram does', () => {
    expect(filled('{flag} [`{id}`]', { flag: '🇿🇦', id: '12' }).marks).toEqual([{ type: 'code', offset: 5, length: 2 }]);
  });

  it('lets no outside text make a mark or hide a character', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
      const rich = filled('a {name} b', { name });
      expect(rich.marks).toEqual([]);
      expect(rich.text).not.toMatch(/[\u0000-\u0008\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u);
      expect(rich.text.isWellFormed()).toBe(true);
    }));
  });

  it('throws for a missing value and for marks that do not close', () => {
    expect(() => filled('{a}', {})).toThrow(RangeError);
    expect(() => filled('[*a', {})).toThrow(RangeError);
    expect(() => filled('[*a [`b*]`]', {})).toThrow(RangeError);
  });
});

describe('joining', () => {
  it('moves marks along and leaves empty parts out', () => {
    expect(join(['a', '', bold('b')])).toEqual({ text: 'a\nb', marks: [{ type: 'bold', offset: 2, length: 1 }] });
    expect(concat(bold('a'), bold('b')).marks).toHaveLength(2);
  });
});

describe('clean', () => {
  it('cuts by characters and never through one', () => {
    expect(clean('😀'.repeat(5), 3)).toBe('😀😀…');
    expect(clean('\u202Eabc\u200b')).toBe('abc');
  });
});

it.each([[1, 'en', '1 order is'], [0, 'en', '0 orders are'], [2, 'en', '2 orders are'], [0, 'zu', '0 order is'], [1, 'zu', '1 order is'], [2, 'zu', '2 orders are'], [1, 'af', '1 order is'], [11, 'af', '11 orders are']])(
  'a word that hangs on a number is the one that %i takes in %s', (count, language, text) => {
    expect(fill('{count} {count|order is|orders are}', { count }, new Intl.PluralRules(language)).text).toBe(text);
  });

it('a word cannot hang on what is no number', () => {
  expect(() => filled('{count|one|more} {count}', { count: '1' })).toThrow(RangeError);
});
