// What the person can read in the chat, taken from the words themselves: fills, ends, deposits and alerts.
import type { ChatMessage } from './world/chat.js';

/** A number as it is shown, without its group spaces and unit. */
const figure = (shown: string): string => shown.replaceAll('\u00a0', '').replace(/^R/, '').replace(/[A-Z]+$/, '').replace(/\.?0+$/, (zeros) => (zeros.startsWith('.') ? '' : zeros));
const line = (text: string, name: string): string | undefined => new RegExp(`^${name}: (.+)$`, 'm').exec(text)?.[1];

export interface ToldFill {
  readonly orderId: string;
  readonly filled: string;
  readonly total: string;
}

/** A push about fills; cards about the same order carry no market line. */
export function readFill(text: string): ToldFill | undefined {
  const orderId = /^(?:✅|🔵).* · order (\d+)$/m.exec(text)?.[1];
  const filled = line(text, 'Filled');
  const total = line(text, 'Total');
  if (orderId === undefined || filled === undefined || total === undefined || line(text, 'Market') === undefined) return undefined;
  return { orderId, filled: figure(filled), total: cents(total) };
}

/** Rand as whole cents, so that "R5.10" and "5.1" compare equal. */
export const cents = (shown: string): string => {
  const [whole = '0', fraction = ''] = figure(shown).split('.');
  return `${whole}${fraction.padEnd(2, '0')}`.replace(/^0+(?=\d)/, '');
};

/** The order whose end this push tells, and in which way. */
export function readEnd(text: string): { readonly orderId: string; readonly how: 'cancelled' | 'rejected' } | undefined {
  const cancelled = /^⚪ Order (\d+) cancelled[,:]/.exec(text)?.[1];
  if (cancelled !== undefined) return { orderId: cancelled, how: 'cancelled' };
  const rejected = line(text, 'Market') === undefined ? undefined : /^❌ The exchange rejected order (\d+):/.exec(text)?.[1];
  return rejected === undefined ? undefined : { orderId: rejected, how: 'rejected' };
}

/** The deposit this push says can be used. */
export const readCredit = (text: string): string | undefined => (text.includes('received and available') ? line(text, 'Deposit') : undefined);
const readArrival = (text: string): string | undefined => (/^📥/.test(text) ? line(text, 'Deposit') : undefined);
/** The threshold of an alert that fired. */
export const readAlert = (text: string): string | undefined => /^🔔 .* (?:reached|fell to|(?:is|was) at or (?:above|below)) R([\d\u00a0.]+)(?::| at )/.exec(text)?.[1]?.replaceAll('\u00a0', '');

/** The withdrawal whose end this push tells. */
export const readPayoutEnd = (text: string): string | undefined => (/^(?:✅|❌|⚡ Lightning payment done)/.test(text) ? / · withdrawal (\S+)$/m.exec(text)?.[1] ?? line(text, 'Withdrawal') : undefined);

/** The change this push says the exchange lists no reason of, as "BTC fell 0.25". */
export function readUnexplained(text: string): string | undefined {
  const [, currency, way, amount = ''] = /^⚠️ Your ([A-Z]+) (rose|fell) by (.+?) and the exchange lists no reason\.$/m.exec(text) ?? [];
  return currency === undefined || way === undefined ? undefined : `${currency} ${way} ${currency === 'ZAR' ? cents(amount) : figure(amount)}`;
}

/** What a new message tells, so that two that tell the same are seen to be repeats; undefined for cards. */
export function referenceOf({ firstText: text }: ChatMessage): string | undefined {
  const fill = readFill(text);
  if (fill !== undefined) return `fill ${fill.orderId} ${fill.filled}`;
  const end = readEnd(text);
  if (end !== undefined) return `end ${end.orderId}`;
  const credit = readCredit(text);
  if (credit !== undefined) return `credit ${credit}`;
  const payout = readPayoutEnd(text);
  if (payout !== undefined) return `payout ${payout}`;
  const alert = readAlert(text);
  if (alert !== undefined) return `alert ${alert}`;
  const unexplained = readUnexplained(text);
  if (unexplained !== undefined) return `unexplained ${unexplained}`;
  const arrival = readArrival(text);
  return arrival === undefined ? undefined : `arrival ${arrival}`;
}

/** How many messages tell what an earlier one has told. */
export function countRepeats(messages: readonly ChatMessage[]): { readonly repeats: number; readonly what: readonly string[] } {
  const seen = new Set<string>();
  const what = messages.flatMap((message) => {
    const reference = referenceOf(message);
    if (reference === undefined) return [];
    if (seen.has(reference)) return [reference];
    seen.add(reference);
    return [];
  });
  return { repeats: what.length, what };
}
