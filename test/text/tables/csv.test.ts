// CSV cells come back as they went in, and none can be run by a spreadsheet.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decimal } from '../../../src/model/money.js';
import { csvLines, csvStart, localTimeCell, numberCell, textCell, utcTimeCell, written } from '../../../src/text/tables/csv.js';

/** A reader written from RFC 4180 alone. */
function readCsv(file: Uint8Array): string[][] {
  const text = new TextDecoder('utf-8', { ignoreBOM: false }).decode(file);
  return [...text.matchAll(/((?:(?:"(?:[^"]|"")*"|[^",\r\n]*)(?:,|(?=\r\n)))*)\r\n/g)].map(([, row = '']) =>
    [...`${row},`.matchAll(/("(?:[^"]|"")*"|[^",\r\n]*),/g)].map(([, cell = '']) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)));
}

describe('a text cell', () => {
  it.each([
    ['plain', 'plain'], ['a,b', '"a,b"'], ['say "hi"', '"say ""hi"""'], ['two\nlines', 'two lines'], ['a,\nb', '"a, b"'], ['', ''],
    ['=1+1', '\'=1+1'], ['+27821234567', '\'+27821234567'], ['-5', '\'-5'], ['@SUM(A1)', '\'@SUM(A1)'], ['\t=1', '\'=1'], ['\r=1', '\'=1'], ['=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
    ['\u200b=1+1', '\'=1+1'], ['＝1', '\'＝1'], ['a=b', 'a=b'], ['\u202eabc', 'abc'],
  ])('of %j is %j', (text, cell) => expect(written(textCell(text), 'plain')).toBe(cell));

  it('of nothing is empty', () => expect([textCell(undefined), numberCell(undefined), utcTimeCell(undefined)].map((cell) => written(cell, 'plain'))).toEqual(['', '', '']));

  it('comes back as it was, and never begins a formula, whatever it is', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { minLength: 1, maxLength: 5 }), (texts) => {
      const [, row = []] = readCsv(Buffer.concat([csvStart(texts.map(() => 'x'), 'plain'), csvLines([texts.map(textCell)], 'plain')]));
      expect(row).toHaveLength(texts.length);
      for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      row.forEach((cell, index) => {
        if (/^[ -~]*$/.test(texts[index] ?? '')) expect(cell.replace(/^'(?=[=+\-@])/, '')).toBe(texts[index]?.replace(/ +/g, ' ').trim());
      });
    }));
  });
});

it('a number stays a number, exact and without an apostrophe', () => {
  expect([numberCell(decimal('-0.000000000000000012')), numberCell(decimal('1234567.10'))].map((cell) => written(cell, 'plain'))).toEqual(['-0.000000000000000012', '1234567.1']);
});

describe('a local time', () => {
  it.each([
    ['2026-03-01T12:05:33Z', 'Africa/Johannesburg', '2026-03-01T14:05:33+02:00'],
    ['2026-03-01T00:00:00.900Z', 'America/St_Johns', '2026-02-28T20:30:00-03:30'],
    ['2026-07-01T00:00:00Z', 'Europe/London', '2026-07-01T01:00:00+01:00'],
    ['2026-10-25T01:30:00Z', 'Europe/London', '2026-10-25T01:30:00+00:00'],
    ['2026-10-25T00:30:00Z', 'Europe/London', '2026-10-25T01:30:00+01:00'],
    ['2026-07-01T00:00:00Z', 'Asia/Kathmandu', '2026-07-01T05:45:00+05:45'],
  ])('%s in %s is %s', (utc, zone, local) => {
    expect(written(localTimeCell(Date.parse(utc), zone), 'plain')).toBe(local);
    expect(Date.parse(local)).toBe(Math.floor(Date.parse(utc) / 1000) * 1000);
  });
});

it('a file begins with the mark of UTF-8 and ends each row with CR LF', () => {
  expect(Buffer.concat([csvStart(['a', 'b'], 'plain'), csvLines([[textCell('ö'), numberCell(decimal('1'))]], 'plain')]).toString('latin1')).toBe('\u00ef\u00bb\u00bfa,b\r\n\u00c3\u00b6,1\r\n');
});

describe('csv-excel: a file for spreadsheets with South African settings', () => {
  it('has semicolons between cells and a decimal comma in numbers, and in nothing else', () => {
    const cells = [textCell('a;b'), textCell('1.5'), numberCell(decimal('830000.5')), numberCell(decimal('-0.00000001')), textCell('say "hi", twice')];
    expect(Buffer.concat([csvStart(['local_time', 'price'], 'excel'), csvLines([cells], 'excel')]).toString('utf8')).toBe('\ufefflocal_time;price\r\n"a;b";1.5;830000,5;-0,00000001;"say ""hi"", twice"\r\n');
  });
});
