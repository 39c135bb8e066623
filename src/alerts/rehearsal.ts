// Rehearses an alert on the k-lines of the last week before it is saved: how often would it have fired?
import type { Markets } from '../markets/markets.js';
import type { AlertRepeat, AlertRule } from '../model/alert.js';
import type { Clock } from '../model/clock.js';
import { kindOf } from './kinds/index.js';
import { pathMinutes, pathOf } from './pricePath.js';
import { minuteMs } from './priceWindow.js';

export const rehearsedMs = 7 * 24 * 3_600_000;
/** Saving goes on without a rehearsal that takes longer, ms. */
export const rehearsalTimeoutMs = 3000;
/** K-lines that begin this much later than wanted still count as a whole week, ms: quiet hours leave candles out. */
const fullSlackMs = 6 * 3_600_000;

export type Rehearsal =
  /** `spanMs` is how far the k-lines go back; `isWhole` when that is the whole week. */
  | { readonly kind: 'counted'; readonly firings: readonly number[]; readonly spanMs: number; readonly isWhole: boolean }
  /** Nothing was traded in the week. */
  | { readonly kind: 'noHistory' }
  /** K-lines cannot be read right now. */
  | { readonly kind: 'notRead' }
  /** K-lines tell nothing of what this alert is about. */
  | { readonly kind: 'cannot' };

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
  const read = markets.candles(market, pathMinutes, rehearsedMs / (pathMinutes * minuteMs), 'person').catch(() => undefined);
  const candles = await Promise.race([read, tooLate]);
  cancel();
  if (candles === undefined) return { kind: 'notRead' };
  const now = clock.now();
  const path = pathOf(candles.filter(({ at }) => at >= now - rehearsedMs && at <= now));
  const [first] = path.candles;
  if (first === undefined) return { kind: 'noHistory' };
  const spanMs = now - first.at;
  return { kind: 'counted', firings: kind.rehearse(rule, path, repeat) ?? [], spanMs, isWhole: spanMs >= rehearsedMs - fullSlackMs };
}
