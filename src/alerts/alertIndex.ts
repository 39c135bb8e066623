// Finds the alerts that a move of a market's best prices concerns, without looking at any other.
import type { BookView } from '../markets/markets.js';
import type { MarketId } from '../model/trading/market.js';
import type { Decimal } from '../model/money.js';
import type { Threshold } from './alertKind.js';
import { spreadOf } from '../model/trading/spreadOf.js';
import { ThresholdList, type IndexEntry } from './thresholdList.js';

/** One market: a list per side and way of moving. Inclusive and exclusive thresholds are apart, so that a list stays sorted by price alone. */
interface MarketThresholds {
  readonly lists: Map<string, ThresholdList>;
}

interface Placed {
  readonly market: MarketId;
  readonly entries: readonly IndexEntry[];
}

const listName = ({ side, moves, inclusive }: Threshold): string => `${side} ${moves} ${inclusive ? 'at' : 'past'}`;

/** Bounded by the alerts there are: alertsPerUserLimit for each user. */
export class AlertIndex {
  readonly #markets = new Map<MarketId, MarketThresholds>();
  readonly #placed = new Map<string, Placed>();
  #order = 0;

  /** Puts an alert's thresholds in, in place of those it had. */
  put(alertKey: string, market: MarketId, thresholds: readonly Threshold[]): void {
    this.remove(alertKey);
    const entries = thresholds.map((threshold) => ({ alertKey, threshold, order: (this.#order += 1) }));
    for (const entry of entries) this.#listFor(market, entry.threshold).add(entry);
    this.#placed.set(alertKey, { market, entries });
  }

  remove(alertKey: string): void {
    const placed = this.#placed.get(alertKey);
    if (placed === undefined) return;
    this.#placed.delete(alertKey);
    const lists = this.#markets.get(placed.market)?.lists;
    for (const entry of placed.entries) {
      const list = lists?.get(listName(entry.threshold));
      list?.remove(entry);
      if (list?.isEmpty === true) lists?.delete(listName(entry.threshold));
    }
    if (lists?.size === 0) this.#markets.delete(placed.market);
  }

  /** Takes out the alerts that these best prices reach; whoever takes them puts them back or lets them rest. */
  takeReached(view: BookView): readonly string[] {
    const lists = this.#markets.get(view.market)?.lists;
    if (lists === undefined) return [];
    const reached = new Set<string>();
    for (const [name, list] of lists) {
      const value = judged(name, view);
      if (value !== undefined) for (const entry of list.takeReached(value)) reached.add(entry.alertKey);
    }
    // Reached entries are out of their lists already; this forgets them and any other thresholds of the same alert.
    for (const alertKey of reached) this.remove(alertKey);
    return [...reached];
  }

  #listFor(market: MarketId, threshold: Threshold): ThresholdList {
    const known = this.#markets.get(market) ?? { lists: new Map<string, ThresholdList>() };
    this.#markets.set(market, known);
    const list = known.lists.get(listName(threshold)) ?? new ThresholdList(threshold.moves);
    known.lists.set(listName(threshold), list);
    return list;
  }
}

/** What a list's thresholds are compared with; the spread is worked out only where somebody watches it. */
function judged(name: string, view: BookView): Decimal | undefined {
  if (name.startsWith('bid')) return view.bestBid?.price;
  return name.startsWith('ask') ? view.bestAsk?.price : spreadOf(view);
}
