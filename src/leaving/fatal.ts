// A fault that nobody caught ends the program: what it left half done is not known, and a loop that died would look alive.
import type { Log } from '../model/log.js';
import { describeError } from '../security/redact.js';

/** Exit status for what a restart may mend (sysexits.h EX_TEMPFAIL). */
export const exitTemporary = 75;

/**
 * From here on an uncaught exception or an unhandled rejection is logged, once and by name alone, and ends the program.
 * @param leave stops what runs and exits with the status
 */
export function endOnFaults(log: Log, leave: (status: number) => void): void {
  let isEnding = false;
  const end = (event: string) => (reason: unknown): void => {
    if (isEnding) return;
    isEnding = true;
    // Its message may hold anything, also what somebody wrote.
    log.error(event, { error: describeError(reason)['error'] });
    leave(exitTemporary);
  };
  process.on('uncaughtException', end('uncaught exception'));
  process.on('unhandledRejection', end('unhandled rejection'));
}
