// Decides, from sequence numbers alone, whether a frame continues a book, starts it anew or breaks it.

/**
 * EMPTY -> SYNCED -> STALE, and back to SYNCED by a snapshot only.
 * `replay` is there directly after a snapshot: the server may send increments again that the snapshot already holds.
 */
export type BookSequence =
  | { readonly name: 'empty' }
  | { readonly name: 'synced'; readonly last: number; readonly replay?: { readonly seen?: number } }
  | { readonly name: 'stale'; readonly last: number };

/** What to do with the frame: load it as a whole, apply it, leave it, or leave it and ask for a snapshot. */
export type BookStep = 'load' | 'apply' | 'ignore' | 'resync';

export interface Sequenced {
  readonly sequence: BookSequence;
  readonly step: BookStep;
}

/** Increments a server may hold beside a snapshot; one further back than this is no replay but a restarted count. */
export const replayLimit = 512;

export const emptySequence: BookSequence = { name: 'empty' };

/** What was the last number known, zero when none. */
export const lastNumber = (sequence: BookSequence): number => (sequence.name === 'empty' ? 0 : sequence.last);

/** Nothing that follows can be trusted until a snapshot comes. An empty book stays empty. */
export function broken(sequence: BookSequence): BookSequence {
  return sequence.name === 'empty' ? sequence : { name: 'stale', last: sequence.last };
}

/** A snapshot starts the book anew whatever was known: its number may be lower, for the server repeats an older one and what followed it. */
export function snapshotCame(sequence: BookSequence, number: number): Sequenced {
  if (!isNumber(number)) return { sequence: broken(sequence), step: 'resync' };
  return { sequence: { name: 'synced', last: number, replay: {} }, step: 'load' };
}

/**
 * An increment continues the book only when its number is the last one plus one. Everything else is a break, in either
 * direction: the count restarts at 1 with the exchange's engine (PROTOCOL.md section 2). The one exception is a replay.
 */
export function incrementCame(sequence: BookSequence, number: number): Sequenced {
  if (sequence.name !== 'synced') return { sequence, step: 'ignore' };
  if (sequence.replay !== undefined && number <= sequence.last) return replayed(sequence, sequence.replay.seen, number);
  const replayEnded = sequence.replay?.seen === undefined || sequence.replay.seen === sequence.last;
  if (number === sequence.last + 1 && isNumber(number) && replayEnded) {
    return { sequence: { name: 'synced', last: number }, step: 'apply' };
  }
  return { sequence: broken(sequence), step: 'resync' };
}

/**
 * The burst after a snapshot is over: from here on no number may come twice.
 * A replay that did not run up to the snapshot's own number was none.
 */
export function replayIsOver(sequence: BookSequence): Sequenced {
  if (sequence.name !== 'synced' || sequence.replay === undefined) return { sequence, step: 'ignore' };
  const { seen } = sequence.replay;
  if (seen !== undefined && seen !== sequence.last) return { sequence: broken(sequence), step: 'resync' };
  return { sequence: { name: 'synced', last: sequence.last }, step: 'ignore' };
}

function replayed(sequence: BookSequence & { name: 'synced' }, seen: number | undefined, number: number): Sequenced {
  const continues = isNumber(number) && (seen === undefined ? number > sequence.last - replayLimit : number === seen + 1);
  if (!continues) return { sequence: broken(sequence), step: 'resync' };
  return { sequence: { name: 'synced', last: sequence.last, replay: { seen: number } }, step: 'ignore' };
}

const isNumber = (number: number): boolean => Number.isSafeInteger(number) && number >= 0;
