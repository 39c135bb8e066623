// Reads the QR code in a photo.
import jpeg from 'jpeg-js';
import jsQr from 'jsqr';

/** Larger files are not looked at, bytes; Telegram makes photos of well under one million. */
export const photoBytesLimit = 5_000_000;
/** More pixels than this are not unpacked; Telegram's largest photo has 2,560 x 2,560. */
export const photoMegapixelsLimit = 8;
const memoryLimitMb = 256;

/** What the code says; undefined when there is none, it cannot be read, or the file is no JPEG within the limits. */
export function decodeQr(photo: Uint8Array): string | undefined {
  if (photo.length > photoBytesLimit || !isJpeg(photo)) return undefined;
  try {
    const { data, width, height } = jpeg.decode(photo, { useTArray: true, maxResolutionInMP: photoMegapixelsLimit, maxMemoryUsageInMB: memoryLimitMb });
    const text = jsQr.default(new Uint8ClampedArray(data.buffer, data.byteOffset, data.length), width, height)?.data ?? '';
    return text === '' ? undefined : text;
  } catch {
    return undefined;
  }
}

export const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
export const isPng = (bytes: Uint8Array): boolean => bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47;
