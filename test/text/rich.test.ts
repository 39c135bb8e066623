import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { speak } from '../../src/text/index.js';
import { outside } from '../../src/text/outside.js';
import { bold, concat, fill, join, plain } from '../../src/text/rich.js';

const filled = (sentence: string, values: Parameters<typeof fill>[1]) => fill(sentence, values, new Intl.PluralRules('en'));

describe('fill', () => {
  it('makes marks from the template and text from values', () => {
    expect(filled('[*Total {total}*] of {name}', { total: plain('R5'), name: outside('[_evil_]') })).toEqual({
      text: 'Total R5 of [_evil_]', marks: [{ type: 'bold', offset: 0, length: 8 }, { type: 'code', offset: 12, length: 8 }],
    });
  });

  it('counts offsets in UTF-16 units, as Telegram does', () => {
    expect(filled('{flag} [`{id}`]', { flag: plain('🇿🇦'), id: outside('12') }).marks).toEqual([{ type: 'code', offset: 5, length: 2 }]);
    expect(filled('{flag} {id} [*ends*]', { flag: outside('👩🏽‍🚀🏴󠁧󠁢󠁥󠁮󠁧󠁿'), id: outside('@x') }).marks).toEqual([{ type: 'code', offset: 22, length: 2 }, { type: 'bold', offset: 25, length: 4 }]);
  });

  it.each([
    ['bold stops before the code of a value and goes on after it', '[*Send to {name}, now*]', [['bold', 0, 8], ['code', 8, 2], ['bold', 10, 5]]],
    ['bold around a value in code alone is none', '[*{name}*]', [['code', 0, 2]]],
    ['the code of a template has that of a value in it', '[`to {name}`]', [['code', 0, 5]]],
    ['a spoiler hides a value and is no code', '[|{name}|]', [['spoiler', 0, 2]]],
    ['bold around bold stays', '[*a [_b_] {name}*]', [['bold', 0, 4], ['italic', 2, 1], ['code', 4, 2]]],
  ])('%s', (_, template, marks) => {
    expect(filled(template, { name: outside('@x') }).marks.map(({ type, offset, length }) => [type, offset, length])).toEqual(marks);
  });

  it('never lets marks overlap in a way that Telegram forbids, whatever the values', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 30 }), { minLength: 3, maxLength: 3 }), ([a = '', b = '', c = '']) => {
      const { text, marks } = filled('[*{a} x [_{b}_]*] y [`{c} {a}`] [|{b}|] {c}', { a: outside(a), b: outside(b), c: outside(c) });
      for (const [index, mark] of marks.entries()) {
        expect(mark.length > 0 && mark.offset + mark.length <= text.length).toBe(true);
        const later = marks.slice(index + 1).filter((one) => one.offset < mark.offset + mark.length);
        expect(later.every((one) => one.offset + one.length <= mark.offset + mark.length && mark.type !== 'code' && (one.type !== 'code'))).toBe(true);
      }
    }));
  });

  it('takes no plain string', () => {
    const [say, typed] = [speak('en'), String(Math.PI)];
    // @ts-expect-error a plain string has to go through outside()
    expect(say('line.market', { value: typed }).text).toContain(typed);
    // @ts-expect-error nor does one that only begins as a written one
    expect(say('line.market', { value: `/${typed}` }).text).toContain(typed);
    // @ts-expect-error nor the text of outside text, which would come in without its mark
    expect(say('line.market', { value: outside(typed).text }).text).toContain(typed);
    // @ts-expect-error nor between other parts
    expect(join([say('line.market', { value: outside(typed) }), typed]).text).toContain(typed);
    // @ts-expect-error nor as text that is called plain
    expect(plain(typed).text).toBe(typed);
  });

  it('throws for a missing value and for marks that do not close', () => {
    expect(() => filled('{a}', {})).toThrow(RangeError);
    expect(() => filled('[*a', {})).toThrow(RangeError);
    expect(() => filled('[*a [`b*]`]', {})).toThrow(RangeError);
  });
});

describe('joining', () => {
  it('moves marks along and leaves empty parts out', () => {
    expect(join([plain('a'), '', bold('b')])).toEqual({ text: 'a\nb', marks: [{ type: 'bold', offset: 2, length: 1 }] });
    expect(concat(bold('a'), bold('b')).marks).toHaveLength(2);
  });
});

it.each([[1, 'en', '1 order is'], [0, 'en', '0 orders are'], [2, 'en', '2 orders are'], [0, 'zu', '0 order is'], [1, 'zu', '1 order is'], [2, 'zu', '2 orders are'], [1, 'af', '1 order is'], [11, 'af', '11 orders are']])(
  'a word that hangs on a number is the one that %i takes in %s', (count, language, text) => {
    expect(fill('{count} {count|order is|orders are}', { count }, new Intl.PluralRules(language)).text).toBe(text);
  });

it('a word cannot hang on what is no number', () => {
  expect(() => filled('{count|one|more} {count}', { count: plain('1') })).toThrow(RangeError);
});
