// Unpacks a JPEG or PNG that somebody sent: its size is looked at first, because a small file can claim to be a huge picture.
import { inflateSync } from 'node:zlib';
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';

/** Larger files are not looked at, bytes: no fewer than the bot fetches. */
export const photoBytesLimit = 5 * 1024 * 1024;
/** More pixels than this are not unpacked; Telegram's largest photo has 2,560 x 2,560, a phone's screenshot about five million. */
export const photoMegapixelsLimit = 8;
/** What jpeg-js may set aside for one picture, MiB. */
const jpegMemoryLimitMb = 256;

export interface Unpacked {
  readonly width: number;
  readonly height: number;
  /** Four bytes a pixel: red, green, blue and how opaque it is. */
  readonly rgba: Uint8Array;
}

type Refused = { readonly fault: 'tooLarge' | 'damaged' | 'otherFormat' };

/** The pixels; a fault for what is neither of the two, beyond the limits or not whole. @throws Error for a damaged file */
export function unpackPhoto(file: Uint8Array): Unpacked | Refused {
  if (file.length > photoBytesLimit) return { fault: 'tooLarge' };
  if (isJpeg(file)) return unpackJpeg(file);
  return isPng(file) ? unpackPng(Buffer.from(file.buffer, file.byteOffset, file.length)) : { fault: 'otherFormat' };
}

export const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
export const isPng = (bytes: Uint8Array): boolean => bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47;

/** What the package says of a picture beyond the limits it is given. */
const beyondLimits = /maxResolutionInMP|maxMemoryUsageInMB/;

/** The package looks at the size before it sets anything aside. */
function unpackJpeg(file: Uint8Array): Unpacked | Refused {
  try {
    const { data, width, height } = jpeg.decode(file, { useTArray: true, maxResolutionInMP: photoMegapixelsLimit, maxMemoryUsageInMB: jpegMemoryLimitMb });
    return { width, height, rgba: data };
  } catch (error) {
    return { fault: error instanceof Error && beyondLimits.test(error.message) ? 'tooLarge' : 'damaged' };
  }
}

function unpackPng(file: Buffer): Unpacked | Refused {
  const header = judgeHeader(file);
  if (header !== 'fair') return { fault: header };
  if (!isWhole(file)) return { fault: 'damaged' };
  const { data, width, height } = PNG.sync.read(file);
  return { width, height, rgba: data };
}

/** Bytes of a PNG before its first chunk, of a chunk's length and name, and of its checksum (PNG specification, section 5). */
const layout = { signature: 8, chunkHead: 8, checksum: 4 } as const;

/**
 * Fair when the one header names a size within the limit and no interlacing: the package goes by the last header there is,
 * and unpacks an interlaced picture to whatever length it has.
 */
function judgeHeader(file: Buffer): 'fair' | 'tooLarge' | 'damaged' | 'otherFormat' {
  const headers = [...chunksNamed(file, 'IHDR')].length;
  const first = layout.signature + layout.chunkHead;
  if (headers !== 1 || file.length < first + 13) return 'damaged';
  const pixels = file.readUInt32BE(first) * file.readUInt32BE(first + 4);
  if (pixels === 0) return 'damaged';
  if (pixels > photoMegapixelsLimit * 1e6) return 'tooLarge';
  return file[first + 12] === 0 ? 'fair' : 'otherFormat';
}

/** Samples of a pixel by colour type; a palette's and grey ones have one. */
const samples: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** True when all its pixels are there: what is missing the package would leave to whatever stood in that memory before. */
function isWhole(file: Buffer): boolean {
  const first = layout.signature + layout.chunkHead;
  const [width, height, depth = 0, colourType = -1] = [file.readUInt32BE(first), file.readUInt32BE(first + 4), file[first + 8], file[first + 9]];
  const expected = height * (1 + Math.ceil((width * (samples[colourType] ?? 0) * depth) / 8));
  const packed = Buffer.concat([...chunksNamed(file, 'IDAT')]);
  try {
    return inflateSync(packed, { maxOutputLength: expected + slackBytes }).length >= expected;
  } catch {
    return false;
  }
}

/** What may stand behind the pixels, bytes. */
const slackBytes = 1024;

function* chunksNamed(file: Buffer, name: string): Generator<Buffer> {
  for (let at = layout.signature; at + layout.chunkHead <= file.length;) {
    const end = at + layout.chunkHead + file.readUInt32BE(at);
    if (file.toString('latin1', at + 4, at + 8) === name) yield file.subarray(at + layout.chunkHead, end);
    at = end + layout.checksum;
  }
}
