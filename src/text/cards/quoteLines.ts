// What a payout's card says of its quote: how long it holds, and what has changed since the last one.
import type { Draft, QuotedFee } from '../../model/draft.js';
import type { Rich } from '../../model/message.js';
import { compare, type Decimal } from '../../model/money.js';
import type { CardOptions } from './cardText.js';
import { showDuration } from '../format.js';
import type { Say } from '../index.js';

/** The countdown; nothing where the exchange gives no end. */
export function quoteHolds(say: Say, { expiresAt }: QuotedFee, { now }: CardOptions): readonly Rich[] {
  return expiresAt === undefined ? [] : [say('payout.quoteHolds', { time: showDuration(say, Math.max(0, expiresAt - now)) })];
}

/** The old and the new fee where a renewed quote has changed it. */
export function quoteNews(say: Say, { change }: Draft, show: (fee: Decimal) => string): readonly Rich[] {
  if (change?.why !== 'quote' || compare(change.from, change.to) === 0) return [];
  return [say('payout.feeChanged', { from: show(change.from), to: show(change.to) })];
}
