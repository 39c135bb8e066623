// Small pieces of SVG; the one way by which text gets into a picture.
import { outside } from '../text/outside.js';

/** Longest text drawn at one place. */
const textLimit = 60;
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text of anybody as XML: no markup, nothing unseen, nothing that XML forbids. */
export const escapeText = (text: string): string =>
  outside(text, textLimit).text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? '');

/** At most two decimals: finer than any screen. */
export const px = (value: number): string => String(Math.round(value * 100) / 100);

export interface Pen {
  readonly stroke: string;
  readonly width: number;
  /** As SVG's stroke-dasharray. */
  readonly dash?: string;
}

export const line = (x1: number, y1: number, x2: number, y2: number, { stroke, width, dash }: Pen): string =>
  `<path d="M${px(x1)} ${px(y1)}L${px(x2)} ${px(y2)}" stroke="${stroke}" stroke-width="${width}"${dash === undefined ? '' : ` stroke-dasharray="${dash}"`}/>`;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const rect = ({ x, y, width, height }: Box, attributes: string): string =>
  `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" ${attributes}/>`;

export interface Lettering {
  readonly size: number;
  readonly fill: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly bold?: true;
}

/** `y` is the middle of the letters. */
export const text = (x: number, y: number, words: string, { size, fill, anchor = 'start', bold }: Lettering): string =>
  `<text x="${px(x)}" y="${px(y + size * middleOfLetters)}" font-size="${size}" fill="${fill}" text-anchor="${anchor}"${bold === true ? ' font-weight="bold"' : ''}>${escapeText(words)}</text>`;

/** From the middle of a capital letter of DejaVu Sans down to its base line, in parts of the font size. */
const middleOfLetters = 0.365;

/** Advance widths of the signs from space to ~ in DejaVu Sans, in thousandths of the font size (its table hmtx). */
const advances = `318 401 460 838 636 950 780 275 390 390 500 838 318 361 318 337 636 636 636 636 636 636 636 636 636 636 337 337 838 838 838 531
 1000 684 686 698 770 632 575 775 752 295 295 656 557 863 748 787 603 787 695 635 611 732 684 989 685 611 685 390 337 390 838 500
 500 613 635 550 635 615 352 635 634 278 278 579 278 974 634 612 635 635 411 521 392 634 592 818 592 592 525 636 337 636 838`.split(/\s+/).map(Number);
/** Bold letters are wider by so much at the most. */
const boldFactor = 1.15;

const otherAdvances: Readonly<Record<string, number>> = { '\u00a0': 318, '·': 318, '▲': 770, '▼': 770 };

/** How wide a text is drawn, in pixels; letters beyond these are taken to be as wide as the font size. */
export function widthOf(words: string, size: number, bold = false): number {
  const wide = Array.from(words).reduce((total, sign) => total + (otherAdvances[sign] ?? advances[(sign.codePointAt(0) ?? 0) - firstAdvance] ?? 1000), 0);
  return (wide / 1000) * size * (bold ? boldFactor : 1);
}

const firstAdvance = 32;
