// The only way out for log lines: JSON to standard output, plain fields only, every string scrubbed and cut.
import { pino, type DestinationStream } from 'pino';
import type { Log, LogFields } from '../model/log.js';
import { redacted, type Redactor } from './redact.js';

export interface LogOptions {
  /** debug, info, warn, error or silent. */
  readonly level: string;
  readonly redactor: Redactor;
  /** Takes each line, its line break included; standard output when absent. */
  readonly write?: (line: string) => void;
}

/** Characters of a string that are logged. */
export const loggedCharactersLimit = 300;
/** Fields of one line that are logged. */
const fieldsLimit = 30;

/** Names the line uses itself. */
const ownNames: ReadonlySet<string> = new Set(['level', 'time', 'event']);
/** A field of such a name is never shown, whatever it holds. */
const secretName = /^(?:.*secret|.*token|.*password|api_?key|master_?key|signature|authorization|pin|otp|x-?auth.*)$/i;

/** Lines: {"level":"info","time":"<ISO 8601, UTC>","event":"...", ...fields}. A field that is no plain value is left out. */
export function createLog({ level, redactor, write }: LogOptions): Log {
  // Synchronous, so that the line that says why the program ends is out before it ends.
  const destination: DestinationStream = write === undefined ? pino.destination({ dest: 1, sync: true }) : { write };
  const lines = pino({
    level, base: null, timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  }, destination);
  const line = (event: string, fields?: LogFields): Record<string, string | number | boolean> => (
    { event: shorten(redactor.scrub(event)), ...allowed(fields ?? {}, redactor) }
  );
  return {
    debug: (event, fields) => { if (lines.isLevelEnabled('debug')) lines.debug(line(event, fields)); },
    info: (event, fields) => { if (lines.isLevelEnabled('info')) lines.info(line(event, fields)); },
    warn: (event, fields) => { if (lines.isLevelEnabled('warn')) lines.warn(line(event, fields)); },
    error: (event, fields) => { if (lines.isLevelEnabled('error')) lines.error(line(event, fields)); },
  };
}

function allowed(fields: LogFields, redactor: Redactor): Record<string, string | number | boolean> {
  const shown: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(fields).slice(0, fieldsLimit)) {
    const plain = isName(name, redactor) ? plainValue(value, redactor) : undefined;
    if (plain !== undefined) shown[name] = secretName.test(name) ? redacted : plain;
  }
  return shown;
}

const isName = (name: string, redactor: Redactor): boolean => (
  /^[A-Za-z][\w-]{0,40}$/.test(name) && !ownNames.has(name) && redactor.scrub(name) === name
);

/** Takes `unknown` on purpose: a careless cast elsewhere must not let an object through. */
function plainValue(value: unknown, redactor: Redactor): string | number | boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  return typeof value === 'string' ? shorten(redactor.scrub(value)) : undefined;
}

const shorten = (text: string): string => (text.length <= loggedCharactersLimit ? text : `${text.slice(0, loggedCharactersLimit - 1)}…`);
