// The picture has its letters without any font of the machine, and is drawn while other things go on.
import { describe, expect, it } from '@jest/globals';
import { chartSize, chartSvg } from '../../src/pictures/chart.js';
import { drawPng, zoom } from '../../src/pictures/drawPng.js';
import { packIndexed, packRgba } from '../../src/pictures/png.js';
import { readPng, type Pixels } from '../support/readPng.js';
import { aChart, aLine } from './samples.js';

const draw = async (over: Parameters<typeof aChart>[0] = {}): Promise<Pixels> => readPng(await drawPng(chartSvg(aChart(over))));

/** Pixels of a box, in the SVG's pixels, that are not of this colour. */
function inked(pixels: Pixels, [left, top, right, bottom]: readonly [number, number, number, number], background: number): number {
  let count = 0;
  for (let y = top * zoom; y < bottom * zoom; y += 1) for (let x = left * zoom; x < right * zoom; x += 1) if (pixels.at(x, y) !== background) count += 1;
  return count;
}

describe('a drawn chart', () => {
  it('is a PNG of the size told, white where nothing is drawn', async () => {
    const pixels = await draw();
    expect([pixels.width, pixels.height, pixels.at(2, 2)]).toEqual([chartSize.width * zoom, chartSize.height * zoom, 0xffffff]);
  });

  it('has the letters of its title, bold and not, though no font of the machine is looked for', async () => {
    const [withTitle, without] = await Promise.all([draw({ title: 'MMMM' }), draw({ title: '.' })]);
    const box = [10, 12, 90, 36] as const;
    expect(inked(without, box, 0xffffff)).toBeLessThan(200);
    expect(inked(withTitle, box, 0xffffff)).toBeGreaterThan(600);
  });

  it('has the letters of a line’s label in the label’s own colour box', async () => {
    const box = [12, 40, 150, 60] as const;
    const far = (label: string) => draw({ lines: [aLine('100000', { label })] });
    const [long, short] = await Promise.all([far('WWWWWW'), far('W')]);
    const white = (pixels: Pixels): number => {
      let count = 0;
      for (let y = box[1] * zoom; y < box[3] * zoom; y += 1) for (let x = box[0] * zoom; x < box[2] * zoom; x += 1) if (pixels.at(x, y) === 0xffffff) count += 1;
      return count;
    };
    expect(long.at(14 * zoom, 42 * zoom)).toBe(0x087a53);
    expect(white(long)).toBeGreaterThan(white(short) / 2);
    expect(inked(long, box, 0x087a53)).toBeGreaterThan(400);
  });

  it('has the letters of both axes', async () => {
    const pixels = await draw();
    expect(inked(pixels, [0, 405, 500, 438], 0xffffff)).toBeGreaterThan(300);
    expect(inked(pixels, [575, 60, 638, 300], 0xffffff)).toBeGreaterThan(600);
  });

  it('is small enough to send in a moment', async () => expect((await drawPng(chartSvg(aChart({ lines: [aLine('110'), aLine('104')] })))).length).toBeLessThan(64 * 1024));
});

describe('a packed picture', () => {
  it('gives back every colour it was made of', async () => {
    const pixels = readPng(await packIndexed({ width: 2, height: 2, colours: [0xff0000, 0x00ff00, 0x0000ff], pixels: Uint8Array.of(0, 1, 2, 0) }));
    expect([pixels.at(0, 0), pixels.at(1, 0), pixels.at(0, 1), pixels.at(1, 1)]).toEqual([0xff0000, 0x00ff00, 0x0000ff, 0xff0000]);
  });

  it('keeps the most used colours when there are more than a table holds, and draws the rest in the nearest', async () => {
    const rgba = new Uint8Array(400 * 4).fill(255);
    // 300 greys of one pixel each hide among 100 red ones.
    for (let at = 0; at < 400; at += 1) rgba.set(at < 100 ? [200, 0, 0, 255] : [at % 256, at % 256, at >> 8, 255], at * 4);
    const pixels = readPng(await packRgba(400, 1, rgba));
    expect(pixels.at(5, 0)).toBe(0xc80000);
    expect(Math.abs((pixels.at(399, 0) >> 16) - 143)).toBeLessThan(3);
  });

  it('is refused for a photograph', async () => {
    const rgba = Uint8Array.from({ length: 100 * 100 * 4 }, (_, at) => [at >> 10, (at >> 2) & 255, 0, 255][at % 4] ?? 0);
    await expect(packRgba(100, 100, rgba)).rejects.toThrow(RangeError);
  });
});
