// QR codes in photos: straight, turned, small in the picture and noisy; and what is no photo of one.
import { describe, expect, it } from '@jest/globals';
import jpeg from 'jpeg-js';
import { decodeQr, isPng, photoBytesLimit, photoMegapixelsLimit } from '../../src/lightning/decodeQr.js';
import { qrPng } from '../../src/pictures/qr.js';
import { photo, type Shot } from '../support/qrPhoto.js';

// Short, and in small pictures: these packages are slow inside jest.
const text = 'LNBC25M1PVJLUEZ';

describe('a photo of a QR code', () => {
  it.each<readonly [string, Shot]>([
    ['straight', {}], ['turned by 90 degrees', { turn: 90 }], ['turned by 17 degrees', { turn: 17 }], ['upside down', { turn: 180 }],
    ['small in a large picture', { size: 300, part: 0.3 }], ['noisy and much compressed', { noise: 25, quality: 50 }],
  ])('%s is read', (_how, shot) => {
    expect(decodeQr(photo(text, shot))).toBe(text);
  });

  it.each<readonly [string, () => Uint8Array]>([
    ['of nothing', () => photo('x', { part: 0.001 })],
    ['that is a PNG', () => Buffer.from([0x89, 0x50, 0x4e, 0x47])],
    ['that is no picture', () => Buffer.from('hello')],
    ['that is empty', () => new Uint8Array()],
    ['cut short', () => photo(text).slice(0, 600)],
    ['of too many bytes', () => { const bytes = new Uint8Array(photoBytesLimit + 1); bytes.set([0xff, 0xd8, 0xff]); return bytes; }],
    ['of too many pixels', () => { const side = Math.ceil(Math.sqrt(photoMegapixelsLimit * 1e6)) + 8; return jpeg.encode({ width: side, height: side, data: new Uint8Array(side * side * 4) }, 10).data; }],
  ])('%s gives nothing', (_what, make) => {
    expect(decodeQr(make())).toBeUndefined();
  });
});

describe('a QR code of our own', () => {
  it('is a PNG wide enough to be photographed from a screen', async () => {
    const png = Buffer.from(await qrPng(text));
    expect(isPng(png)).toBe(true);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)].every((side) => side >= 400)).toBe(true);
  });
});
