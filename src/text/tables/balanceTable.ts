// Balances in words: the total in rand first, then one row per currency, dust folded, the age of the prices last.
import type { Rich } from '../../model/message.js';
import { decimalPlaces, isZero, type Decimal } from '../../model/money.js';
import type { Valuation, ValuedBalance } from '../../model/trading/valuation.js';
import { showDuration, showRand, showCode } from '../format.js';
import type { Say } from '../index.js';
import { showHeld } from '../orderFigures.js';
import { join, type Shown } from '../rich.js';

/** Rows of a summary before the rest is summed up as "and n more". */
export const balanceRowsLimit = 8;
/** Prices older than this are said to be old, ms. */
export const freshPriceMs = 5000;

/** One page of the balances. */
export interface BalancePage {
  readonly rows: readonly ValuedBalance[];
  /** Which page it is; absent when there is one alone. */
  readonly foot?: Rich;
}

/** Without a page it is the short form of a summary. `now` is ms since 1970. */
export function balanceTable(say: Say, valuation: Valuation, now: number, page?: BalancePage): Rich {
  const { rows, dust } = valuation;
  if (rows.length === 0 && dust.count === 0) return say('balance.none');
  const shown = page?.rows ?? rows.slice(0, balanceRowsLimit);
  const age = valuation.oldestPriceAt === undefined ? 0 : now - valuation.oldestPriceAt;
  return join([
    say('balance.total', { total: showHeld(say, valuation.total, 'zar') }),
    ...shown.map((row) => balanceRow(say, row)),
    ...(page === undefined && rows.length > shown.length ? [say('balance.more', { count: rows.length - shown.length })] : []),
    ...(dust.count > 0 ? [dustRow(say, dust)] : []),
    ...(rows.some((row) => row.value === undefined) ? [say('balance.unpriced')] : []),
    ...(age > freshPriceMs ? [say('balance.age', { age: showDuration(say, age) })] : []),
    ...(page?.foot === undefined ? [] : [page.foot]),
  ]);
}

function dustRow(say: Say, { count, value, limit }: Valuation['dust']): Rich {
  const below = limit === undefined ? '' : say('balance.dustBelow', { limit: showRand(say, limit, decimalPlaces(limit) === 0 ? 0 : 2) });
  return say('balance.dust', { count, below, value: showHeld(say, value, 'zar') });
}

function balanceRow(say: Say, row: ValuedBalance): Rich {
  const isRand = row.currency === 'zar';
  const show = (amount: Decimal): Shown => showHeld(say, amount, row.currency, row.places);
  const locked = isZero(row.locked) ? '' : say('balance.locked', { locked: show(row.locked) });
  const value = isRand || row.value === undefined ? '' : say('balance.value', { value: showHeld(say, row.value, 'zar') });
  return say('balance.row', { currency: showCode(row.currency), available: show(row.available), locked, value });
}
