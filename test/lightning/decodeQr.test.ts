// QR codes in photos: straight, turned, small in the picture and noisy; and what is no photo of one.
import { describe, expect, it } from '@jest/globals';
import jpeg from 'jpeg-js';
import qrcode from 'qrcode';
import { decodeQr, isPng, photoBytesLimit, photoMegapixelsLimit } from '../../src/lightning/decodeQr.js';
import { qrPng } from '../../src/pictures/qr.js';
import { seededRandom } from '../../src/sandbox/exchange/random.js';

// Short, and in small pictures: these packages are slow inside jest.
const text = 'LNBC25M1PVJLUEZ';

interface Shot { readonly size?: number; readonly part?: number; readonly turn?: number; readonly noise?: number; readonly quality?: number }

/** A grey-white photo of a code that fills `part` of it, turned by `turn` degrees, each pixel off by up to `noise`. */
function photo(said: string, { size = 140, part = 0.6, turn = 0, noise = 0, quality = 80 }: Shot = {}): Uint8Array {
  const { modules } = qrcode.create(said, { errorCorrectionLevel: 'M' });
  const random = seededRandom(7);
  const data = new Uint8Array(size * size * 4);
  const angle = turn * Math.PI / 180;
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const [dx, dy] = [x - size / 2, y - size / 2];
      const cell = size * part / modules.size;
      const column = Math.floor((dx * Math.cos(angle) + dy * Math.sin(angle)) / cell + modules.size / 2);
      const row = Math.floor((dy * Math.cos(angle) - dx * Math.sin(angle)) / cell + modules.size / 2);
      const inside = column >= 0 && row >= 0 && column < modules.size && row < modules.size;
      const light = (inside && modules.get(row, column) ? 40 : 215) + Math.round((random() - 0.5) * 2 * noise);
      data.set([light, light, light, 255], (y * size + x) * 4);
    }
  }
  return jpeg.encode({ width: size, height: size, data }, quality).data;
}

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
