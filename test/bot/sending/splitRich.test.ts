import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { shorten, splitRich } from '../../../src/bot/sending/splitRich.js';
import type { Mark, Rich } from '../../../src/model/message.js';

/** Texts with line ends and surrogate pairs, and marks anywhere in them. */
const richTexts: fc.Arbitrary<Rich> = fc
  .array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom('a', 'b', 'é', '😀') }, { weight: 1, arbitrary: fc.constant('\n') }), { maxLength: 200 })
  .chain((characters) => {
    const text = characters.join('');
    const mark = fc.tuple(fc.nat(Math.max(0, text.length - 1)), fc.nat(40)).map(([offset, length]): Mark => ({ type: 'bold', offset, length: Math.min(length, text.length - offset) }));
    return fc.array(mark, { maxLength: 5 }).map((marks) => ({ text, marks: marks.filter((one) => one.length > 0) }));
  });

const markedText = ({ text, marks }: Rich): readonly string[] => marks.map((mark) => text.slice(mark.offset, mark.offset + mark.length));
const withoutLineEnds = (text: string): string => text.replaceAll('\n', '');

describe('splitting', () => {
  test('keeps every piece within the limit, loses no character but line ends, and breaks no surrogate pair', () => {
    fc.assert(fc.property(richTexts, fc.integer({ min: 2, max: 40 }), (rich, limit) => {
      const pieces = splitRich(rich, limit);
      for (const piece of pieces) {
        expect(piece.text.length).toBeLessThanOrEqual(limit);
        expect(piece.text.isWellFormed()).toBe(true);
      }
      expect(withoutLineEnds(pieces.map((one) => one.text).join(''))).toBe(withoutLineEnds(rich.text));
    }), { numRuns: 300 });
  });

  test('keeps over every mark exactly the text that was under it', () => {
    fc.assert(fc.property(richTexts, fc.integer({ min: 2, max: 40 }), (rich, limit) => {
      const pieces = splitRich(rich, limit);
      for (const piece of pieces) for (const mark of piece.marks) expect(mark.offset + mark.length).toBeLessThanOrEqual(piece.text.length);
      // Pieces and marks may both be reordered by the cut; what is marked, UTF-16 unit by unit, may not change.
      const letters = (parts: readonly string[]): string => withoutLineEnds(parts.join('').split('').sort().join(''));
      expect(letters(pieces.flatMap(markedText))).toBe(letters(markedText(rich)));
    }), { numRuns: 300 });
  });

  test.each([
    [4095, 1], [4096, 1], [4097, 2], [8192, 2], [8193, 3],
  ])('makes of %d characters %d messages', (length, count) => {
    expect(splitRich({ text: 'x'.repeat(length), marks: [] })).toHaveLength(count);
  });

  test('cuts at the last line end that fits', () => {
    expect(splitRich({ text: 'one\ntwo\nthree', marks: [] }, 9).map((one) => one.text)).toEqual(['one\ntwo', 'three']);
  });
});

test('an edit too long for one message ends in an ellipsis', () => {
  const short = shorten({ text: `${'x'.repeat(4000)}\n${'y'.repeat(4000)}`, marks: [{ type: 'bold', offset: 3999, length: 100 }] });
  expect(short.text.endsWith('x\n…')).toBe(true);
  expect(short.marks).toEqual([{ type: 'bold', offset: 3999, length: 1 }]);
});
