import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { oneLine, outside } from '../../src/text/outside.js';

/** Every code point that a class of Unicode has, by the tables of this Node. */
function every(className: string): readonly string[] {
  const shape = new RegExp(`^${className}$`, 'u');
  return Array.from({ length: 0x110000 }, (_, code) => code).filter((code) => code < 0xd800 || code > 0xdfff).map((code) => String.fromCodePoint(code)).filter((sign) => shape.test(sign));
}
const separators = every('[\\p{White_Space}\\p{Zl}\\p{Zp}\\p{Zs}]');
const unseen = [...every('[\\p{Default_Ignorable_Code_Point}\\p{Bidi_Control}\\p{Cf}\\p{Cc}\\p{Noncharacter_Code_Point}]').filter((sign) => !separators.includes(sign)), '\u2800', '\u3164', '\u115f', '\u1160', '\uffa0', '\ufffc', '\u{16fe4}', '\u{1d159}'];
const marks = every('\\p{M}').filter((sign) => !unseen.includes(sign));
const kept = ['👩🏽‍🚀', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🇿🇦', '❤️', '❤️‍🔥', '1️⃣', '👨‍👩‍👧‍👦', '☕', '👍🏿'];
const anyText = fc.array(fc.oneof(fc.constantFrom(...separators), fc.constantFrom(...unseen), fc.constantFrom(...marks), fc.constantFrom(...kept), fc.string({ unit: 'binary', maxLength: 4 }), fc.constantFrom('a', ' ', '@evil', 't.me/x', '\ud800', '\udc00')), { maxLength: 60 }).map((parts) => parts.join(''));

const emoji = new RegExp('\\p{RGI_Emoji}', 'gv');

describe('one line', () => {
  it('is what every separator of Unicode leaves, each as one space', () => {
    expect(separators.length).toBeGreaterThan(20);
    expect(separators.filter((sign) => oneLine(`a${sign}${sign} b`) !== 'a b').map((sign) => sign.codePointAt(0)?.toString(16))).toEqual([]);
    expect(separators.filter((sign) => oneLine(`${sign}a${sign}`) !== 'a').map((sign) => sign.codePointAt(0)?.toString(16))).toEqual([]);
  });

  it('has no code point in it that nobody sees', () => {
    expect(unseen.length).toBeGreaterThan(4000);
    expect(unseen.filter((sign) => oneLine(`a${sign}b${sign}`) !== 'ab').map((sign) => sign.codePointAt(0)?.toString(16))).toEqual([]);
  });

  it('has at most two marks of one kind on a letter, and none on a space or at its beginning', () => {
    const piled = marks.map((mark) => [mark, oneLine(`${mark}a${mark.repeat(9)} ${mark}b`)] as const);
    expect(piled.filter(([mark, shown]) => shown !== `a${mark}${mark} b`).map(([mark]) => mark.codePointAt(0)?.toString(16))).toEqual([]);
    expect(oneLine(`a${marks.slice(0, 400).join('')}`).length).toBeLessThanOrEqual(1 + 2 + 4);
  });

  it.each([...kept, 'Ngiyabonga kakhulu', 'Tiếng Việt', 'Tie\u0302\u0301ng', 'Zoë Müller', 'שָׁלוֹם', 'السَّلامُ', 'สวัสดีค่ะ ที่นี่', 'हिन्दी में ज़िंदगी', 'Ελλάδα', 'Иванов'])('keeps "%s" whole', (text) => {
    expect(oneLine(text)).toBe(text);
    expect(oneLine(`x ${text} y`)).toBe(`x ${text} y`);
  });

  it.each([
    ['line breaks', 'x\nTotal: 10 sats\r\n\u2028y', 'x Total: 10 sats y'],
    ['a joiner where nothing is joined', 'a\u200db\u200c', 'ab'],
    ['a look of signs that have none', 'a\ufe0f\ufe0fb', 'ab'],
    ['tags without a flag', `x${'evil'.replace(/./g, (sign) => String.fromCodePoint(0xe0000 + sign.charCodeAt(0)))}`, 'x'],
    ['text that runs backwards', 'abc\u202etxt.exe\u2066', 'abctxt.exe'],
    ['blank letters', '\u3164\u115f\u1160\uffa0\u2800', ''],
    ['halves of a character', 'a\ud83d b', 'a\ufffd b'],
  ])('is rid of %s', (_, text, expected) => {
    expect(oneLine(text)).toBe(expected);
  });
});

describe('outside text', () => {
  it('is one line, well formed, as short as asked, and the same again when it comes back, whatever it was', () => {
    fc.assert(fc.property(anyText, fc.integer({ min: 1, max: 40 }), (text, limit) => {
      const { text: shown } = outside(text, limit);
      expect(Array.from(shown).length).toBeLessThanOrEqual(limit);
      expect(shown.isWellFormed()).toBe(true);
      expect(shown.replace(emoji, 'e')).not.toMatch(/[^\P{White_Space} ]|[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\u2800]| {2}|^ | $/u);
      expect(shown.replace(emoji, 'e')).not.toMatch(/^\p{M}| \p{M}|[\p{Mn}\p{Me}]{3}|\p{Mc}{3}/u);
      expect(outside(shown, limit)).toEqual(outside(text, limit));
    }), { numRuns: 500 });
  });

  it.each([
    ['joined emoji', '👩🏽‍🚀👩🏽‍🚀👩🏽‍🚀', 9, '👩🏽‍🚀👩🏽‍🚀…'],
    ['an accented letter', 'e\u0301e\u0301e\u0301', 4, 'e\u0301…'],
    ['a flag', '🇿🇦🇿🇦', 3, '🇿🇦…'],
    ['a letter beyond the first plane', '𝒜𝒜𝒜', 2, '𝒜…'],
  ])('is not cut through %s', (_, text, limit, shown) => {
    expect(outside(text, limit).text).toBe(shown);
  });

  it.each([
    '@evil', 'pay @evil', '#tag', '＃tag', '$BTC', '/lock', 'x /lock', 't.me/x', 'https://x', 'tg://x', 'evil.com', 'evil．com', 'evil。com', 'a@b.c', '1.2.3.4', '27821234567', '+27 82 123', 'Total: 10 sats', '𝐞𝐯𝐢𝐥.𝐜𝐨𝐦', '1.com', 'x.5m', '[*bold*]', '１２３４５', 'a😀@evil',
  ])('is set in code where Telegram may find something in it: %s', (text) => {
    const shown = outside(text);
    expect(shown.marks).toEqual([{ type: 'code', offset: 0, length: shown.text.length }]);
  });

  it.each([
    'Cold wallet', 'Zoë & Müller', 'J. Smith', 'Thanks for lunch.', 'Thanks…', 'BTC/ZAR', 'Africa/Johannesburg', '08:00', '1.5', 'Coffee ☕ 👩🏽‍🚀', '1️⃣ #️⃣', "Nomsa's (2)", 'Иванов', 'מזון', 'wait_confirm', '–',
  ])('stays as it is where there is nothing to tap: %s', (text) => {
    expect(outside(text)).toEqual({ text, marks: [] });
  });

  it.each(['', ' ', '\n\t', '\u200b\u2060', '\u2800', '\u3164', '\u0301'])('of which nothing is seen (%j) is a dash, not a hole in the sentence', (text) => {
    expect(outside(text)).toEqual({ text: '–', marks: [] });
  });

  it('is all in code or has nothing in it that Telegram looks for', () => {
    fc.assert(fc.property(anyText, (text) => {
      const shown = outside(text);
      const bare = shown.marks.length === 0 ? shown.text.replace(emoji, ' ').normalize('NFKC') : '';
      expect(bare).not.toMatch(/[@#$\\:](?!\p{Nd})|(?<![\p{L}\p{Nd}])\/|\/(?![\p{L}\p{Nd}])|\p{L}\.\S|(?:\p{Nd}\D*){5}/u);
    }), { numRuns: 300 });
  });
});
