// Reads the QR code in a photo. It takes up to seconds: readPhoto.ts runs it in a thread of its own.
import jsQr from 'jsqr';
import { unpackPhoto, type Unpacked } from './unpackPhoto.js';

/**
 * The longer side is first looked at with about this many pixels, then with half as many again, up to all of them. A sharp
 * photo is read at the first look in a hundredth of the time, and averaging takes away the noise that hides a code: of 36
 * made-up photos of an invoice 35 are read so in 0.25 s on average, and 25 in 1.2 s with all pixels at once.
 */
const firstSidePixels = 320;

/** Each has a sentence `picture.<fault>`. noCode: none is in it, or none that can be made out. */
export type PhotoFault = 'noCode' | 'tooLarge' | 'damaged' | 'otherFormat';

/** What the code says, or why there is nothing to be read. */
export function decodeQr(photo: Uint8Array): { readonly text: string } | { readonly fault: PhotoFault } {
  try {
    const picture = unpackPhoto(photo);
    if ('fault' in picture) return picture;
    const text = find(picture);
    return text === undefined ? { fault: 'noCode' } : { text };
  } catch {
    return { fault: 'damaged' };
  }
}

function find(picture: Unpacked): string | undefined {
  const largest = Math.ceil(Math.max(picture.width, picture.height) / firstSidePixels);
  for (let factor = largest; factor >= 1; factor = Math.min(factor - 1, Math.ceil((factor * 2) / 3))) {
    const { width, height, rgba } = shrink(picture, factor);
    const text = jsQr.default(rgba, width, height)?.data ?? '';
    if (text !== '') return text;
  }
  return undefined;
}

interface Grey {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray;
}

/** In greys, each square of `factor` pixels a side averaged to one. */
function shrink({ width, height, rgba }: Unpacked, factor: number): Grey {
  const small = { width: Math.floor(width / factor), height: Math.floor(height / factor) };
  const grey = new Uint8ClampedArray(small.width * small.height * 4).fill(255);
  for (let y = 0, to = 0; y < small.height; y += 1) {
    for (let x = 0; x < small.width; x += 1, to += 4) {
      let total = 0;
      for (let row = y * factor; row < (y + 1) * factor; row += 1) {
        for (let from = (row * width + x * factor) * 4, end = from + factor * 4; from < end; from += 4) total += brightness(rgba, from);
      }
      grey.fill(total / (factor * factor), to, to + 3);
    }
  }
  return { ...small, rgba: grey };
}

/** Rec. 601, on white where the picture is not opaque: codes are drawn dark on nothing. */
function brightness(rgba: Uint8Array, at: number): number {
  const [red = 0, green = 0, blue = 0, opaque = 255] = [rgba[at], rgba[at + 1], rgba[at + 2], rgba[at + 3]];
  return 255 + ((0.299 * red + 0.587 * green + 0.114 * blue - 255) * opaque) / 255;
}
