// A QR code is read back by a reader that knows nothing of how it was made.
import { describe, expect, it } from '@jest/globals';
import jsqr from 'jsqr';
import { encode } from 'uqr';
import { qrPng, qrText, qrWidthLeast, quietZone } from '../../src/pictures/qr.js';
import { readPng } from '../support/readPng.js';

const invoice = `lnbc2500u1${'pvjluezpp5qqqsyqcyq5rqwzqf'.repeat(8)}`;

async function scan(text: string) {
  const { at, height, width } = readPng(await qrPng(text));
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let index = 0; index < width * height; index += 1) rgba.fill(at(index % width, Math.floor(index / width)) === 0 ? 0 : 255, index * 4, index * 4 + 4);
  return { width, height, at, found: jsqr.default(rgba, width, height) };
}

/** Three pixels a module. */
function read(data: readonly (readonly boolean[])[], size: number): string | undefined {
  const side = size * 3;
  const rgba = new Uint8ClampedArray(side * side * 4);
  for (let index = 0; index < side * side; index += 1) {
    rgba.fill(data[Math.floor(index / side / 3)]?.[Math.floor(index % side / 3)] === true ? 0 : 255, index * 4, index * 4 + 4);
  }
  return jsqr.default(rgba, side, side)?.data;
}

describe('a QR code', () => {
  it.each([
    ['an invoice, in capitals', invoice, invoice.toUpperCase()],
    ['an address, in capitals', 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq', 'BC1QAR0SRRR7XFKVY5L643LYDNW9RE59GTZZWF5MDQ'],
    ['an address whose case counts, as it is', '0x52908400098527886E0F7030069857D2E4169EE7', '0x52908400098527886E0F7030069857D2E4169EE7'],
    ['letters beyond ASCII', 'naïve ₿', 'naïve ₿'],
  ])('holds %s', async (_what, text, scanned) => {
    const { found, width, height } = await scan(text);
    expect(found?.data).toBe(scanned);
    expect([width === height, width >= qrWidthLeast]).toEqual([true, true]);
  });

  it('has a light border four modules wide', async () => {
    const { at, found, width } = await scan(invoice);
    const module = Math.round((found?.location.topLeftCorner.x ?? 0) / quietZone);
    expect(module).toBeGreaterThan(2);
    // Letters in both cases would need a larger code.
    expect(found?.version).toBeLessThan(encode(invoice, { ecc: 'M' }).version);
    const border = Array.from({ length: width * quietZone * module }, (_, index) => [index % width, Math.floor(index / width)] as const);
    expect(border.filter(([place, depth]) => at(place, depth) !== 0xffffff || at(depth, place) !== 0xffffff)).toEqual([]);
    expect(at(quietZone * module, quietZone * module)).toBe(0);
  });

  it.each([['lnbc1abc', 'LNBC1ABC'], ['lightning:lnbc1abc', 'LIGHTNING:LNBC1ABC'], ['LNBC1ABC', 'LNBC1ABC'], ['lnBC1abc', 'lnBC1abc'], ['bitcoin:bc1qx?amount=1', 'bitcoin:bc1qx?amount=1'], ['1BoatSLRHtKNngkdXEeobR76b53LETtpyT', '1BoatSLRHtKNngkdXEeobR76b53LETtpyT']])(
    'puts %s in as %s', (text, put) => expect(qrText(text)).toBe(put));

  it('is read back at every size there is, in each of the three ways of writing it', () => {
    const lengths = Array.from({ length: 40 }, (_, index) => 5 + index * index);
    const texts = lengths.flatMap((length) => ['7', 'A', 'ä'].map((letter) => letter.repeat(Math.floor(length * (letter === '7' ? 2 : letter === 'ä' ? 0.5 : 1)))));
    const codes = texts.map((text) => ({ text, ...encode(text, { ecc: 'M', border: 4, boostEcc: true }) }));
    expect(new Set(codes.map(({ version }) => version)).size).toBeGreaterThan(25);
    expect(codes.map(({ data, size }) => read(data, size))).toEqual(texts);
  });

  it.each([['nothing', ''], ['more than any code holds', 'x'.repeat(5000)]])('is refused for %s', (_what, text) => expect(() => qrPng(text)).toThrow());
});
