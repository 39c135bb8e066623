// What the cards of payouts share: how long a quote holds, what has changed since the last one, and what is done where the end is unknown.
import { wasStopped, type Draft, type QuotedFee } from '../../model/draft.js';
import type { Rich } from '../../model/message.js';
import { compare, type Decimal } from '../../model/money.js';
import type { CardOptions } from './cardText.js';
import { showDuration } from '../format.js';
import type { Say } from '../index.js';
import type { TextKey } from '../language.js';
import type { Part } from '../rich.js';

/** As CardText.unknownWhy. */
export function payoutUnknownWhy(draft: Draft): TextKey {
  if (wasStopped(draft)) return 'card.stoppedWhy';
  return draft.reason?.[0] === 'own.notSeen' ? 'payout.notSeenYet' : 'payout.unknownWhy';
}

/** The countdown; nothing where the exchange gives no end. */
export function quoteHolds(say: Say, { expiresAt }: QuotedFee, { now }: CardOptions): readonly Rich[] {
  return expiresAt === undefined ? [] : [say('payout.quoteHolds', { time: showDuration(say, Math.max(0, expiresAt - now)) })];
}

/** The old and the new fee where a renewed quote has changed it. */
export function quoteNews(say: Say, { change }: Draft, show: (fee: Decimal) => Part): readonly Rich[] {
  if (change?.why !== 'quote' || compare(change.from, change.to) === 0) return [];
  return [say('payout.feeChanged', { from: show(change.from), to: show(change.to) })];
}
