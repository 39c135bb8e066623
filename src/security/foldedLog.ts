// Folds warnings and errors that say the same again and again: the first at once, then a line a minute with how many came.
import type { Clock } from '../model/clock.js';
import type { Log, LogFields } from '../model/log.js';

/** From one line of a kind to the next, ms. */
export const foldMs = 60_000;
/** Kinds remembered at a time; of more the oldest is told at once and forgotten. */
export const foldedKindsLimit = 500;

/** What makes two lines of one event different kinds: where it failed, how, and of what single thing it tells. Whose it is does not. */
const kindFields = ['kind', 'error', 'route', 'reason', 'code', 'host', 'method', 'stream', 'command', 'what', 'draft', 'order', 'row', 'file'] as const;

export interface FoldedLog extends Log {
  /** Tells what is still held back: before the program ends. */
  flush(): void;
}

type Level = 'warn' | 'error';

interface Held {
  readonly level: Level;
  readonly event: string;
  /** Since the last line of this kind. */
  repeated: number;
  /** Of the newest. */
  fields: LogFields;
  cancel(): void;
}

export function createFoldedLog(log: Log, clock: Clock): FoldedLog {
  const held = new Map<string, Held>();

  /** One line for all that came since the last; false when none did. */
  function tell(one: Held): boolean {
    const { level, event, repeated, fields } = one;
    if (repeated === 0) return false;
    one.repeated = 0;
    log[level](event, { ...fields, repeated });
    return true;
  }

  function wait(key: string, one: Held): void {
    one.cancel = clock.after(foldMs, () => {
      if (tell(one)) wait(key, one);
      else held.delete(key);
    });
  }

  function forget(key: string, one: Held): void {
    one.cancel();
    tell(one);
    held.delete(key);
  }

  function take(level: Level, event: string, fields: LogFields = {}): void {
    const key = keyOf(level, event, fields);
    const known = held.get(key);
    if (known !== undefined) {
      known.repeated += 1;
      known.fields = fields;
      return;
    }
    log[level](event, fields);
    const one: Held = { level, event, repeated: 0, fields, cancel: () => undefined };
    held.set(key, one);
    wait(key, one);
    const [oldest] = held;
    if (held.size > foldedKindsLimit && oldest !== undefined) forget(...oldest);
  }

  return {
    debug: (event, fields) => log.debug(event, fields),
    info: (event, fields) => log.info(event, fields),
    warn: (event, fields) => take('warn', event, fields),
    error: (event, fields) => take('error', event, fields),
    flush() {
      for (const [key, one] of [...held]) forget(key, one);
    },
  };
}

const keyOf = (level: Level, event: string, fields: LogFields): string => JSON.stringify([level, event, ...kindFields.map((name) => fields[name] ?? null)]);
