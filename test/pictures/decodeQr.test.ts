// QR codes in photos: straight, turned, small in the picture and noisy; in screenshots; and what is no picture of one.
import { describe, expect, it } from '@jest/globals';
import jpeg from 'jpeg-js';
import { encode } from 'uqr';
import { deflateSync } from 'node:zlib';
import { decodeQr, type PhotoFault } from '../../src/pictures/decodeQr.js';
import { qrPng } from '../../src/pictures/qr.js';
import { isPng, photoBytesLimit, photoMegapixelsLimit, unpackPhoto } from '../../src/pictures/unpackPhoto.js';
import { assemble, chunk, colourTypes, header, pngFile } from '../support/pngFile.js';
import { photo, type Shot } from '../support/qrPhoto.js';

// Short, and in small pictures: these packages are slow inside jest.
const text = 'LNBC25M1PVJLUEZ';

describe('a photo of a QR code', () => {
  it.each<readonly [string, Shot]>([
    ['straight', {}], ['turned by 90 degrees', { turn: 90 }], ['turned by 17 degrees', { turn: 17 }], ['upside down', { turn: 180 }],
    ['small in a large picture', { size: 300, part: 0.3 }], ['noisy and much compressed', { noise: 25, quality: 50 }],
    ['so noisy that only averaging shows it', { size: 324, part: 0.8, noise: 28 }], ['too small to be seen in the picture made smaller', { size: 324, part: 0.15, quality: 95 }],
  ])('%s is read', (_how, shot) => {
    expect(decodeQr(photo(text, shot))).toEqual({ text });
  });

  it.each<readonly [string, PhotoFault, () => Uint8Array]>([
    ['of nothing', 'noCode', () => photo('x', { part: 0.001 })],
    ['that is no picture', 'otherFormat', () => Buffer.from('hello')],
    ['that is empty', 'otherFormat', () => new Uint8Array()],
    ['cut short', 'damaged', () => photo(text).slice(0, 600)],
    ['of too many bytes', 'tooLarge', () => { const bytes = new Uint8Array(photoBytesLimit + 1); bytes.set(photo(text)); return bytes; }],
    ['of too many pixels', 'tooLarge', () => { const side = Math.ceil(Math.sqrt(photoMegapixelsLimit * 1e6)) + 8; return jpeg.encode({ width: side, height: side, data: new Uint8Array(side * side * 4) }, 10).data; }],
  ])('%s is refused for what it is: %s', (_what, fault, make) => {
    expect(decodeQr(make())).toEqual({ fault });
  });
});

/** The code with a border, `scale` pixels a module; true where it is dark. */
function screen(scale = 3): { readonly side: number; readonly isDark: (x: number, y: number) => boolean } {
  const modules = encode(text, { ecc: 'M', border: 0 });
  const cell = (pixel: number): number => Math.floor(pixel / scale) - 4;
  const isInside = (place: number): boolean => place >= 0 && place < modules.size;
  return { side: (modules.size + 8) * scale, isDark: (x, y) => isInside(cell(x)) && isInside(cell(y)) && modules.data[cell(y)]?.[cell(x)] === true };
}

describe('a PNG of a QR code', () => {
  const { side, isDark } = screen();
  const size = { width: side, height: side };

  it.each<readonly [string, number, (dark: boolean) => readonly number[]]>([
    ['in greys', colourTypes.grey, (dark) => [dark ? 0 : 255]],
    ['in colours', colourTypes.rgb, (dark) => (dark ? [20, 20, 90] : [255, 250, 230])],
    ['dark on nothing', colourTypes.rgba, (dark) => [0, 0, 0, dark ? 255 : 0]],
    ['light on dark', colourTypes.grey, (dark) => [dark ? 255 : 0]],
    ['dark on nothing, in greys', colourTypes.greyAlpha, (dark) => [0, dark ? 255 : 0]],
  ])('%s is read', (_how, colourType, samples) => {
    expect(decodeQr(pngFile({ ...size, colourType }, (x, y) => samples(isDark(x, y))))).toEqual({ text });
  });

  it('of our own is read, and wide enough to be photographed from a screen', async () => {
    const png = Buffer.from(await qrPng(text));
    expect([isPng(png), decodeQr(png)]).toEqual([true, { text }]);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)].every((length) => length >= 400)).toBe(true);
  });

  const plain = pngFile({ ...size, colourType: colourTypes.grey }, (x, y) => [isDark(x, y) ? 0 : 255]);
  const pixels = chunk('IDAT', deflateSync(Buffer.alloc(1000)));
  const huge = { width: 60_000, height: 60_000 };

  it.each<readonly [string, () => Uint8Array]>([
    ['that ends after four bytes', () => plain.subarray(0, 4)],
    ['with pixels that cannot be unpacked', () => assemble(header(size), chunk('IDAT', Buffer.from('no pixels')))],
    ['cut short', () => plain.subarray(0, plain.length - 40)],
    ['with one byte changed', () => Buffer.from(plain).fill(plain[50]! ^ 1, 50, 51)],
  ])('%s is called damaged', (_what, make) => {
    expect(decodeQr(make())).toEqual({ fault: 'damaged' });
  });

  it.each<readonly [string, PhotoFault, readonly Uint8Array[]]>([
    ['claims more pixels than are unpacked', 'tooLarge', [header(huge)]], ['claims them in a second header', 'damaged', [header(size), header(huge)]],
    ['is interlaced, so that its pixels have no length,', 'otherFormat', [header({ ...size, isInterlaced: true })]], ['has no pixel', 'damaged', [header({ width: 0, height: 0 })]],
    ['has no header', 'damaged', []], ['has fewer pixels than its header says', 'damaged', [header(size)]],
  ])('that %s is not unpacked: %s', (_what, fault, headers) => {
    expect(unpackPhoto(assemble(...headers, pixels))).toEqual({ fault });
  });
});
