// The random names of drafts and of orders.
import type { ActionsDeps } from './parts.js';

type Source = Pick<ActionsDeps, 'randomBytes'>;

/** 22 characters of base64url: 16 random bytes; it is the button's token. */
export const newDraftId = ({ randomBytes }: Source): string => randomBytes(16).toString('base64url');

/** A new custom order id: a version 4 UUID. */
export const newOrderId = ({ randomBytes }: Source): string => uuidOf(randomBytes(16));

/** A version 4 UUID of 16 random bytes. */
function uuidOf(bytes: Buffer): string {
  const own = Buffer.from(bytes);
  own.writeUInt8((own.readUInt8(6) & 0x0f) | 0x40, 6);
  own.writeUInt8((own.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = own.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
