// What an alert kind is: one value of this type per file in kinds/.
import type { BookView } from '../markets/markets.js';
import type { Alert } from '../model/alert.js';
import type { CurrencyCode, MarketId } from '../model/market.js';
import type { UserError } from '../model/errors.js';
import type { Decimal } from '../model/money.js';
import type { AlertFired } from '../notifications/kinds/alertFired.js';

/** A price at which a kind wants to be asked again: the side of the book judged and the way it must move. */
export interface Threshold {
  readonly side: 'bid' | 'ask';
  /** rising: reached at `price` and above; falling: at `price` and below. */
  readonly moves: 'rising' | 'falling';
  readonly price: Decimal;
  /** False when `price` itself does not count yet. */
  readonly inclusive: boolean;
}

/** One firing of an alert, and what its market trades. */
export interface Firing {
  readonly price: Decimal;
  /** ms since 1970 */
  readonly at: number;
  readonly base: CurrencyCode;
  readonly quote: CurrencyCode;
}

/** How an alert is said: the key of a sentence and plain values for it (prices as plain decimals). */
export interface AlertDescription {
  readonly key: string;
  readonly values: Readonly<Record<string, string>>;
}

export interface AlertKind<Kind extends Alert, Wanted> {
  readonly name: Kind['kind'];
  /** Checks the pieces a command has read; the UserError says what is wrong with them. */
  parse(wanted: Wanted): Wanted | UserError;
  describe(alert: Kind): AlertDescription;
  /** The market whose book decides. */
  market(alert: Kind): MarketId;
  /** Where an armed alert may fire, and where a waiting one may be armed. */
  thresholds(alert: Kind): readonly Threshold[];
  /** The price that makes the condition true on this book; undefined while it is false. */
  trigger(alert: Kind, view: BookView): Decimal | undefined;
  /** True or false as the condition holds on this book; undefined when the book cannot tell. */
  isTriggered(alert: Kind, view: BookView): boolean | undefined;
  /** What the notification of a firing says. */
  firedData(alert: Kind, firing: Firing): AlertFired;
}
