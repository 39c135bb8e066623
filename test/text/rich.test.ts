import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bold, clean, concat, fill, join } from '../../src/text/rich.js';

describe('fill', () => {
  it('makes marks from the template and text from values', () => {
    expect(fill('[*Total {total}*] of {name}', { total: 'R5', name: '[*evil*]' })).toEqual({
      text: 'Total R5 of [*evil*]', marks: [{ type: 'bold', offset: 0, length: 8 }],
    });
  });

  it('counts offsets in UTF-16 units, as Telegram does', () => {
    expect(fill('{flag} [`{id}`]', { flag: '🇿🇦', id: '12' }).marks).toEqual([{ type: 'code', offset: 5, length: 2 }]);
  });

  it('lets no outside text make a mark or hide a character', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
      const rich = fill('a {name} b', { name });
      expect(rich.marks).toEqual([]);
      expect(rich.text).not.toMatch(/[\u0000-\u0008\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u);
      expect(rich.text.isWellFormed()).toBe(true);
    }));
  });

  it('throws for a missing value and for marks that do not close', () => {
    expect(() => fill('{a}', {})).toThrow(RangeError);
    expect(() => fill('[*a', {})).toThrow(RangeError);
    expect(() => fill('[*a [`b*]`]', {})).toThrow(RangeError);
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
