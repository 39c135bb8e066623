// What a user wants to hear of, and where each wish stands.
import { decimal, type Decimal } from './money.js';
import type { CurrencyCode, MarketId } from './trading/market.js';

/**
 * armed: fires when its condition holds; waiting: has fired, or was armed again while the condition still held, so it must first
 * go false; asleep: looks at nothing until `until`; resting: has fired and waits for the user.
 */
export type AlertState = 'armed' | 'waiting' | 'asleep' | 'resting';

/** Which way a value must be from its threshold. */
export type Direction = 'above' | 'below';

/** A price: above is judged on the best bid, below on the best ask. */
export interface PriceCrossesRule {
  readonly kind: 'priceCrosses';
  readonly market: MarketId;
  readonly direction: Direction;
  readonly threshold: Decimal;
}

/** A move: up from the lowest bid, down from the highest ask, of the time just past. */
export interface PercentMoveRule {
  readonly kind: 'percentMove';
  readonly market: MarketId;
  readonly direction: 'up' | 'down' | 'both';
  readonly percent: Decimal;
  readonly windowMs: number;
}

/** The price that a candle of the exchange closes at. */
export interface CandleCloseRule {
  readonly kind: 'candleClose';
  readonly market: MarketId;
  readonly direction: Direction;
  readonly threshold: Decimal;
  readonly periodMinutes: ClosePeriod;
}

/** The distance of the best bid and ask, in per cent of the middle. */
export interface SpreadRule {
  readonly kind: 'spread';
  readonly market: MarketId;
  readonly direction: Direction;
  readonly percent: Decimal;
}

/** The best price on the side that an open order would trade with comes near the order's own. */
export interface OrderNearRule {
  readonly kind: 'orderNear';
  /** Absent: any open order. */
  readonly order?: { readonly id: string; readonly market: MarketId };
  readonly percent: Decimal;
}

/** What is held of a currency, in orders included. */
export interface BalanceBelowRule {
  readonly kind: 'balanceBelow';
  readonly currency: CurrencyCode;
  readonly threshold: Decimal;
}

/** One member per alert kind. */
export type AlertRule = PriceCrossesRule | PercentMoveRule | CandleCloseRule | SpreadRule | OrderNearRule | BalanceBelowRule;

/** How an alert goes on after a firing. */
export interface AlertRepeat {
  /** The least time between two firings, ms. */
  readonly everyMs: number;
  /** How far the value must go back past the threshold before it may fire again, in per cent of the price. */
  readonly band: Decimal;
}

export interface AlertLife {
  readonly id: string;
  readonly state: AlertState;
  /** ms since 1970 */
  readonly createdAt: number;
  /** ms since 1970 and what it fired on (a price, a spread in per cent, a balance), the last time. */
  readonly fired?: { readonly at: number; readonly price: Decimal };
  /** Counts firings, so that each has its own outbox id. */
  readonly firings: number;
  /** Of a firing whose message was given up, until the next firing or until it is armed again: when it fired, ms since 1970. */
  readonly undelivered?: number;
  /** Absent: it fires once and rests. */
  readonly repeat?: AlertRepeat;
  /** Until its next firing: its condition held when it was added or woke, so nothing was seen to cross anything. */
  readonly wasSo?: true;
  /** While asleep: when it wakes, ms since 1970. */
  readonly until?: number;
  /** While asleep: it waited when it was put to sleep, and does so again when it wakes; absent: it wakes armed. */
  readonly wakesTo?: 'waiting';
  /** What was before does not count for candles and moves, ms since 1970; absent: createdAt. */
  readonly since?: number;
}

export type AlertOf<Rule extends AlertRule> = Rule & AlertLife;
export type Alert = { readonly [Kind in AlertRule['kind']]: AlertOf<Extract<AlertRule, { readonly kind: Kind }>> }[AlertRule['kind']];

export const alertsPerUserLimit = 50;

/** Minutes of the candles whose close can be watched; all are periods the exchange offers (API.txt, K Line). */
export const closePeriods = [5, 15, 30, 60, 120, 240, 360, 720, 1440, 4320, 10080] as const;
export type ClosePeriod = (typeof closePeriods)[number];

/** Bounds of the time a move is measured over, ms. */
export const moveWindowBounds = { least: 5 * 60_000, most: 24 * 3_600_000 } as const;
/** Bounds of the least time between two firings, ms, and what holds when none is named. */
export const everyBounds = { least: 5 * 60_000, most: 7 * 24 * 3_600_000 } as const;
export const defaultEveryMs = 15 * 60_000;
/** The re-arm band when none is named, in per cent (RELIABILITY.md 1.2). */
export const defaultBand = decimal('0.5');
export const bandBounds = { least: decimal('0.1'), most: decimal('20') } as const;
export const snoozeMs = 3_600_000;
