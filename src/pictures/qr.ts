// A QR code as PNG, for addresses and invoices.
import { encode } from 'uqr';
import { packIndexed } from './png.js';

/** Light modules around the code that readers need (ISO/IEC 18004). */
export const quietZone = 4;
/** A code is at least this wide, pixels. */
export const qrWidthLeast = 480;
const light = 0xffffff;
const dark = 0x000000;

/** Bech32 in one case, with or without lightning: before it, means the same in capitals (BIP 173; BOLT 11), which need a smaller code. */
const bech32 = /^(lightning:)?(ln(bc|tb|tbs|bcrt)|(bc|tb|bcrt|ltc)1)[0-9a-z]+$/;

/** What is put into the code. */
export const qrText = (text: string): string => (bech32.test(text) ? text.toUpperCase() : text);

/**
 * The code with its quiet zone, at least qrWidthLeast pixels wide, every module a whole number of pixels.
 * @throws Error when the text is empty or longer than any QR code holds
 */
export function qrPng(text: string): Promise<Uint8Array> {
  if (text === '') throw new Error('Nothing to put into a QR code');
  // Boosted: what room the size has left over goes into repair, at no cost.
  const { data, size } = encode(qrText(text), { ecc: 'M', boostEcc: true, border: 0 });
  const modules = size + 2 * quietZone;
  const scale = Math.ceil(qrWidthLeast / modules);
  const width = modules * scale;
  const pixels = new Uint8Array(width * width);
  for (let y = 0; y < size; y += 1) {
    const row = (y + quietZone) * scale * width;
    for (let x = 0; x < size; x += 1) if (data[y]?.[x] === true) pixels.fill(1, row + (x + quietZone) * scale, row + (x + quietZone + 1) * scale);
    for (let copy = 1; copy < scale; copy += 1) pixels.copyWithin(row + copy * width, row, row + width);
  }
  return packIndexed({ width, height: width, colours: [light, dark], pixels });
}
