// Steps of a random history of a book, cheap to make by the hundred thousand: each is one whole number taken apart.
import type { Side } from './plainBook.js';

export type BookStep =
  | { readonly does: 'change'; readonly side: Side; readonly price: string; readonly amount: string | undefined; readonly shape: number; readonly sent: 'once' | 'lost' | 'twice' }
  | { readonly does: 'store' | 'restart' | 'cut' | 'garble' | 'replay' | 'settle' };

const rare = ['store', 'restart', 'cut', 'garble', 'replay', 'replay', 'settle', 'settle', 'settle'] as const;

/** What `code` stands for; 0 to 2^30. About one step in ten is no change; one change in ten is lost and one comes twice. */
export function readStep(code: number): BookStep {
  const take = taker(code);
  if (take(10) === 0) return { does: rare[take(rare.length)] ?? 'settle' };
  const side = take(2) === 0 ? 'bid' : 'ask';
  const at = 1 + take(9);
  const amount = take(4) === 0 ? undefined : String(1 + take(5));
  const sent = take(20);
  return { does: 'change', side, price: String(side === 'bid' ? 100 - at : 100 + at), amount, shape: take(4), sent: sent < 1 ? 'lost' : sent < 3 ? 'twice' : 'once' };
}

function taker(code: number): (below: number) => number {
  let left = code;
  return (below) => {
    const digit = left % below;
    left = Math.floor(left / below);
    return digit;
  };
}

/** One increment as text: flat, nested, flat with another spelling of the numbers, or removed by zero. */
export function incrementText(side: Side, price: string, amount: string | undefined, sequence: number, shape: number): string {
  const name = side === 'ask' ? 'asks' : 'bids';
  const other = side === 'ask' ? 'bids' : 'asks';
  const wirePrice = shape === 2 ? `${price}.00` : price;
  const wireAmount = amount === undefined ? (shape === 3 ? '0.0' : '') : shape === 2 ? `${amount}.000` : amount;
  const levels = shape === 1 ? { [name]: [[wirePrice, wireAmount]], [other]: [] } : { [name]: [wirePrice, wireAmount] };
  return JSON.stringify({ 'btczar.ob-inc': { ...levels, sequence } });
}
