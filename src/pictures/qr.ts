// A QR code as a PNG.
import qrcode from 'qrcode';

/** Wide enough for a phone to read from another one's screen, pixels. */
const widthPx = 480;
/** The standard's quiet zone, modules on each side. */
const quietModules = 4;

/** The picture of a text; one in upper case makes a smaller code, so the caller writes it so where case does not matter. @throws Error when the text is too long for a code */
export async function qrPng(text: string): Promise<Uint8Array> {
  return qrcode.toBuffer(text, { type: 'png', width: widthPx, margin: quietModules, errorCorrectionLevel: 'M' });
}
