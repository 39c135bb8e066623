// Packs pixels as PNG without holding up the program: colours by number, compressed on another thread (PNG specification, second edition).
import { promisify } from 'node:util';
import { deflate } from 'node:zlib';

const compress = promisify(deflate);
const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** Colour type of the header: numbers into a table. */
const palette = 3;
/** Rows looked at before others get their turn: a fraction of a millisecond. */
const rowsPerTurn = 64;
const tableSize = 256;
/** A drawing has some hundred colours; a photograph is not for this. */
const coloursLimit = 8192;

/** One byte per pixel into a table of colours, 0xRRGGBB each. */
export interface IndexedImage {
  readonly width: number;
  readonly height: number;
  readonly colours: readonly number[];
  readonly pixels: Uint8Array;
}

/** A picture of few colours, as drawings are, is a fifth of the size this way. */
export async function packIndexed({ width, height, colours, pixels }: IndexedImage): Promise<Uint8Array> {
  const rows = withFilterBytes(pixels, width, height);
  const table = Uint8Array.from(colours.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return assemble([header(width, height), chunk('PLTE', table), chunk('IDAT', await compress(rows)), chunk('IEND', new Uint8Array())]);
}

/** Opaque RGBA pixels; more colours than a table holds are drawn in the nearest of the most used. @throws RangeError for a photograph */
export async function packRgba(width: number, height: number, rgba: Uint8Array): Promise<Uint8Array> {
  const { numbers, counts, pixels } = await countColours(width, height, rgba);
  const byUse = [...numbers].sort((a, b) => (counts[b[1]] ?? 0) - (counts[a[1]] ?? 0)).map(([colour, number]) => ({ colour: colour >>> 8, number }));
  const colours = byUse.slice(0, tableSize).map((one) => one.colour);
  const places = new Uint8Array(numbers.size);
  byUse.forEach(({ colour, number }, rank) => {
    places[number] = rank < tableSize ? rank : nearest(colour, colours);
  });
  const placed = new Uint8Array(pixels.length);
  for (let at = 0; at < pixels.length; at += 1) {
    placed[at] = places[pixels[at] ?? 0] ?? 0;
    if (at % (width * rowsPerTurn) === 0) await othersTurn();
  }
  return packIndexed({ width, height, colours, pixels: placed });
}

const othersTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface CountedColours {
  /** By 0xRRGGBBAA, in the order met. */
  readonly numbers: ReadonlyMap<number, number>;
  readonly counts: readonly number[];
  readonly pixels: Uint16Array;
}

async function countColours(width: number, height: number, rgba: Uint8Array): Promise<CountedColours> {
  const view = new DataView(rgba.buffer, rgba.byteOffset, rgba.byteLength);
  const numbers = new Map<number, number>();
  const counts: number[] = [];
  const pixels = new Uint16Array(width * height);
  let colour = -1;
  let number = 0;
  for (let at = 0; at < pixels.length; at += 1) {
    const next = view.getUint32(at * 4);
    if (next !== colour) {
      colour = next;
      number = numbers.get(next) ?? numbers.set(next, numbers.size).size - 1;
      if (number >= coloursLimit) throw new RangeError('not a drawing: too many colours');
    }
    pixels[at] = number;
    counts[number] = (counts[number] ?? 0) + 1;
    if (at % (width * rowsPerTurn) === 0) await othersTurn();
  }
  return { numbers, counts, pixels };
}

/** The place of the colour that is least far away; soft edges of letters are all that is looked up here. */
function nearest(colour: number, colours: readonly number[]): number {
  const distance = (other: number): number => [16, 8, 0].reduce((total, shift) => total + (((colour >> shift) & 255) - ((other >> shift) & 255)) ** 2, 0);
  const distances = colours.map(distance);
  return distances.indexOf(Math.min(...distances));
}

/** Each row begins with the byte for "no filter", which is best for numbered colours. */
function withFilterBytes(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const rows = new Uint8Array((width + 1) * height);
  for (let row = 0; row < height; row += 1) rows.set(pixels.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  return rows;
}

function header(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(13);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  bytes.set([8, palette, 0, 0, 0], 8);
  return chunk('IHDR', bytes);
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(Buffer.from(name, 'latin1'), 4);
  bytes.set(data, 8);
  view.setUint32(data.length + 8, checksum(bytes.subarray(4, data.length + 8)));
  return bytes;
}

const assemble = (chunks: readonly Uint8Array[]): Uint8Array => Buffer.concat([signature, ...chunks]);

const checksums = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

/** CRC-32 as PNG has it (node:zlib's own came with Node 20.15). */
function checksum(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (value >>> 8) ^ (checksums[(value ^ byte) & 255] ?? 0);
  return (value ^ 0xffffffff) >>> 0;
}
