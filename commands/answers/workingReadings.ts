// Which readings of an amount in doubt lead anywhere: each is judged like the same words typed, before it becomes a button.
import type { Reply } from '../../src/bot/command.js';
import type { Buttons } from '../../src/model/message.js';
import type { AskReason } from '../../src/words/amount.js';

/** What a reading would be answered with. */
export interface Refusal {
  readonly reply: Reply;
  /** Nobody can have meant it: less than the smallest there can be, or a price that no order may have. */
  readonly isUnlikely: boolean;
  /** What was typed, meant another way that works. */
  readonly offers?: Buttons;
}

export type TriedReadings<One> =
  /** At least one; what could not be judged is among them. */
  | { readonly kind: 'working'; readonly readings: readonly One[] }
  /** None works: why the likeliest does not, and why each does not that somebody can have meant (of all, where nobody can). */
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly refusals: readonly Refusal[] };

/** `refusalOf` gives undefined for what works; where it fails nothing can be told, and the reading is offered. */
export async function tryReadings<One>(why: AskReason, readings: readonly One[], refusalOf: (one: One) => Promise<Refusal | undefined>): Promise<TriedReadings<One>> {
  const judged = await Promise.all(readings.map(async (one) => ({ one, refusal: await refusalOf(one).catch(() => undefined) })));
  const refusals = judged.flatMap(({ refusal }) => (refusal === undefined ? [] : [refusal]));
  const refusal = likeliest(why, refusals);
  if (refusal !== undefined && refusals.length === readings.length) return { kind: 'refused', refusal, refusals: possible(refusals) };
  return { kind: 'working', readings: judged.flatMap(({ one, refusal: against }) => (against === undefined ? [one] : [])) };
}

function possible(refusals: readonly Refusal[]): readonly Refusal[] {
  const meant = refusals.filter(({ isUnlikely }) => !isUnlikely);
  return meant.length === 0 ? refusals : meant;
}

/** Of a number with thousands or decimals the smaller is nearer to what there is; elsewhere the usual reading stands first. */
function likeliest(why: AskReason, refusals: readonly Refusal[]): Refusal | undefined {
  const inOrder = why === 'number' ? refusals.toReversed() : refusals;
  return inOrder.find(({ isUnlikely }) => !isUnlikely) ?? refusals[0];
}
