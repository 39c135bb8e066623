// Reads which side an order or trade is on, in the words of every version (PROTOCOL.md section 1).
import { ProtocolError } from '../../model/errors.js';
import type { Side } from '../../model/trading/order.js';
import { optionalText, type WireObject } from './fields.js';

const words: Readonly<Record<string, Side>> = { buy: 'buy', bid: 'buy', sell: 'sell', ask: 'sell' };

export const readSide = (word: string | undefined): Side | undefined => {
  const key = word?.toLowerCase() ?? '';
  return Object.hasOwn(words, key) ? words[key] : undefined;
};

/** From `side`, else from the older `kind`. @throws ProtocolError when neither says. */
export function side(from: WireObject, what: string): Side {
  const found = readSide(optionalText(from, 'side')) ?? readSide(optionalText(from, 'kind'));
  if (found === undefined) throw new ProtocolError(`${what}: side is missing`);
  return found;
}
