// Rehearses an alert on the k-lines of the last week before it is saved: how often would it have fired?
import type { Markets } from '../markets/markets.js';
import type { AlertRepeat, AlertRule } from '../model/alert.js';
import type { Clock } from '../model/clock.js';
import type { Candle, MarketId } from '../model/trading/market.js';
import { kindOf } from './kinds/index.js';
import { pathMinutes, pathOf } from './pricePath.js';
import { minuteMs } from './priceWindow.js';

export const rehearsedMs = 7 * 24 * 3_600_000;
/** Saving goes on without a rehearsal that takes longer, ms. */
export const rehearsalTimeoutMs = 3000;
/** K-lines that begin this much later than wanted still count as a whole week, ms: quiet hours leave candles out. */
const fullSlackMs = 6 * 3_600_000;
const wholeMs = rehearsedMs - fullSlackMs;
const weekMinutes = rehearsedMs / minuteMs;
/** What is read where the finest candles do not reach; minutes. The exchange gives about as many of these as of the finest. */
const coarsePeriods = [15, 30, 60, 120, 240] as const;

export type Rehearsal =
  /** `spanMs` is how far the k-lines go back; `isWhole` when that is the whole week. Before `coarse.until` (ms since 1970) they were longer ones. */
  | { readonly kind: 'counted'; readonly firings: readonly number[]; readonly spanMs: number; readonly isWhole: boolean; readonly coarse?: CoarsePart }
  /** Nothing was traded in the week. */
  | { readonly kind: 'noHistory' }
  /** K-lines cannot be read right now. */
  | { readonly kind: 'notRead' }
  /** K-lines tell nothing of what this alert is about. */
  | { readonly kind: 'cannot' };

/** The part before `until` (ms since 1970) is of candles this long. */
export interface CoarsePart {
  readonly minutes: (typeof coarsePeriods)[number];
  readonly until: number;
}

export interface RehearsalDeps {
  readonly markets: Pick<Markets, 'candles'>;
  readonly clock: Clock;
}

/** Never rejects, and takes no longer than rehearsalTimeoutMs. */
export async function rehearse(rule: AlertRule, repeat: AlertRepeat | undefined, { markets, clock }: RehearsalDeps): Promise<Rehearsal> {
  const kind = kindOf(rule);
  const market = kind.market(rule);
  if (market === undefined || kind.rehearse(rule, pathOf([]), repeat) === undefined) return { kind: 'cannot' };
  let cancel: () => void = () => undefined;
  const tooLate = new Promise<undefined>((resolve) => {
    cancel = clock.after(rehearsalTimeoutMs, () => resolve(undefined));
  });
  const now = clock.now();
  const read = readWeek(rule, market, markets, now).catch(() => undefined);
  const week = await Promise.race([read, tooLate]);
  cancel();
  if (week === undefined) return { kind: 'notRead' };
  const path = pathOf(week.candles);
  const [first] = path.candles;
  if (first === undefined) return { kind: 'noHistory' };
  const spanMs = now - first.at;
  return { kind: 'counted', firings: kind.rehearse(rule, path, repeat) ?? [], spanMs, isWhole: spanMs >= wholeMs, ...(week.coarse === undefined ? {} : { coarse: week.coarse }) };
}

interface Week {
  readonly candles: readonly Candle[];
  readonly coarse?: CoarsePart;
}

/** The finest candles as far as they go back, and longer ones for what is before those, where the rule can be judged on such. */
async function readWeek(rule: AlertRule, market: MarketId, markets: RehearsalDeps['markets'], now: number): Promise<Week> {
  const isOfWeek = ({ at }: Candle): boolean => at >= now - rehearsedMs && at <= now;
  const fine = (await markets.candles(market, pathMinutes, weekMinutes / pathMinutes, 'person')).filter(isOfWeek);
  const reachesTo = Math.min(...fine.map(({ at }) => at));
  const minutes = coarsePeriods.find((period) => period * fine.length >= weekMinutes && period <= coarsestFor(rule));
  if (fine.length === 0 || now - reachesTo >= wholeMs || minutes === undefined) return { candles: fine };
  const long = await markets.candles(market, minutes, weekMinutes / minutes, 'person').catch((): readonly Candle[] => []);
  // Where the first long candle begins that is whole in fine ones.
  const until = Math.ceil(reachesTo / (minutes * minuteMs)) * minutes * minuteMs;
  const before = long.filter((candle) => isOfWeek(candle) && candle.at < until);
  return before.length === 0 ? { candles: fine } : { candles: [...before, ...fine.filter(({ at }) => at >= until)], coarse: { minutes, until } };
}

/** Within one candle nothing is known of the order in time, so a move needs candles no longer than its window, and a close its own. Minutes. */
function coarsestFor(rule: AlertRule): number {
  if (rule.kind === 'percentMove') return rule.windowMs / minuteMs;
  return rule.kind === 'candleClose' ? rule.periodMinutes : Infinity;
}
