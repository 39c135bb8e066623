// PNG files as other programs write them, and as nobody honest does.
import { deflateSync } from 'node:zlib';

/** Colour types of the header (PNG specification, section 4.1.1). */
export const colourTypes = { grey: 0, rgb: 2, greyAlpha: 4, rgba: 6 } as const;

export interface PngHeader { readonly width: number; readonly height: number; readonly colourType?: number; readonly isInterlaced?: boolean }

/** The chunk with its length, name and checksum. */
export function chunk(name: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(checksum(named));
  return Buffer.concat([length, named, sum]);
}

/** Bit by bit, as the specification defines it. */
function checksum(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return ~value >>> 0;
}

export function header({ width, height, colourType = colourTypes.rgba, isInterlaced = false }: PngHeader): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width);
  data.writeUInt32BE(height, 4);
  data.set([8, colourType, 0, 0, isInterlaced ? 1 : 0], 8);
  return chunk('IHDR', data);
}

export const assemble = (...chunks: readonly Uint8Array[]): Buffer => Buffer.concat([Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'), ...chunks, chunk('IEND', Buffer.alloc(0))]);

/** 8 bits a sample; each pixel's samples come from `at`, and each row is stored as its difference from the one above (filter 2). */
export function pngFile(head: PngHeader, at: (x: number, y: number) => readonly number[]): Buffer {
  const rows = Array.from({ length: head.height }, (_row, y) => Array.from({ length: head.width }, (_column, x) => at(x, y)).flat());
  const filtered = rows.map((row, y) => [2, ...row.map((sample, index) => (sample - (rows[y - 1]?.[index] ?? 0)) & 255)]);
  return assemble(header(head), chunk('IDAT', deflateSync(Uint8Array.from(filtered.flat()))));
}
