// Reads the PNGs this program writes, numbered colours without filters, so that tests can look at pixels.
import { inflateSync } from 'node:zlib';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** 0xRRGGBB */
  readonly at: (x: number, y: number) => number;
}

/** @throws Error for anything that is not such a PNG */
export function readPng(png: Uint8Array): Pixels {
  const bytes = Buffer.from(png);
  if (bytes.toString('latin1', 0, 8) !== '\u0089PNG\r\n\u001a\n') throw new Error('not a PNG');
  const parts = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) parts.set(bytes.toString('latin1', at + 4, at + 8), bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  const head = parts.get('IHDR')!;
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  if (head[8] !== 8 || head[9] !== 3) throw new Error('not 8 bits of numbered colours');
  const rows = inflateSync(parts.get('IDAT')!);
  const table = parts.get('PLTE')!;
  if (rows.length !== (width + 1) * height) throw new Error('not whole');
  return { width, height, at: (x, y) => table.readUIntBE(rows[y * (width + 1) + 1 + x]! * 3, 3) };
}
