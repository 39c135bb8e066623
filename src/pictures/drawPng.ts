// Draws SVG as PNG off the main thread, with the font that is shipped: a slim machine has none, and text would be missing without a word.
import { createRequire } from 'node:module';
import { renderAsync } from '@resvg/resvg-js';
import { UserError } from '../model/errors.js';
import { Turns } from '../pacing/turns.js';
import { packRgba } from './png.js';

const { resolve } = createRequire(import.meta.url);
const fontFiles = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((name) => resolve(`dejavu-fonts-ttf/ttf/${name}`));
/** Pixels drawn per pixel of the SVG, for sharp letters on a phone. */
export const zoom = 2;
/** Pictures drawn at once: each takes a thread of the four that files and zlib use too. */
export const drawingsLimit = 2;
/** Pictures that may wait for their turn, some 50 ms each. */
export const waitingLimit = 40;

const turns = new Turns(drawingsLimit, { limit: waitingLimit, refusal: () => new UserError('picture.busy') });

/** An opaque PNG of an SVG that fills its whole area. @throws UserError('picture.busy') when too many wait */
export function drawPng(svg: string): Promise<Uint8Array> {
  return turns.run(async () => {
    const image = await renderAsync(svg, {
      font: { fontFiles, loadSystemFonts: false, defaultFontFamily: 'DejaVu Sans' },
      fitTo: { mode: 'zoom', value: zoom },
    });
    return packRgba(image.width, image.height, image.pixels);
  });
}
