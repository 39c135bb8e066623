// This bot's own reasons why something was not done; drafts and refusals hold them among the exchange's codes, which are plain text.
import type { UnavailableError } from './errors.js';

/** One word per sentence of text/refusals.ts, which has them all. Stored in drafts, so a word that was once given out stays. */
export type OwnReason =
  /** Nothing was sent: the program stopped, or could not store it, before. */
  | 'own.notSent'
  | 'own.linkNeeded'
  /** The code that goes with it is missing. */
  | 'own.noCode'
  /** The pin of a voucher cannot be opened. */
  | 'own.voucherPin'
  /** More time than its price is good for has gone between the tap and the sending. */
  | 'own.tooLate'
  /** Looked for and not there: an order, a beneficiary, a payout that may still come. */
  | 'own.notFound' | 'own.notListed' | 'own.notSeen'
  /** Orders are open still that a cancellation named. */
  | 'own.stillOpen'
  /** Our reading of a refusal of the exchange's, beside its own words. */
  | 'own.wouldMatch'
  /** Its card is of an account that another has taken the place of. */
  | 'own.otherKey'
  /** Its card shows a network that is not among those offered now. */
  | 'own.networkGone'
  /** The beneficiary on its card is not there any more, or not active. */
  | 'own.beneficiaryGone'
  /** The same is under way to an unknown end. */
  | 'own.twin' | 'own.voucherTwin'
  | 'own.paidBefore' | 'own.invoiceExpired' | 'own.dayLimit'
  | 'own.practiceOrders' | 'own.practiceUnknown'
  /** The exchange had too many requests: it took none of it. */
  | 'own.tooManyRequests'
  /** The program was stopped in the middle of sending. */
  | 'own.stoppedSending'
  /** Nothing was done, as an UnavailableError says. */
  | `unavailable.${UnavailableError['reason']}`;
