// The one way out of the process: everything is stopped once, in order, within a limit.
import type { FoldedLog } from '../security/foldedLog.js';
import { describeError } from '../security/redact.js';

/** What a stop may take at the most before the process leaves anyway, ms. */
const stopLimitMs = 4_800;

/** Calls `stop` once and ends the process; a second signal changes nothing, a fault on the way only the status. */
export function leaveOnce(stop: () => Promise<void>, log: FoldedLog): (status: number) => Promise<void> {
  let leaving: Promise<void> | undefined;
  let worst = 0;
  const stopAll = async (): Promise<void> => {
    setTimeout(() => { log.flush(); process.exit(worst); }, stopLimitMs).unref();
    await stop().catch((error: unknown) => log.error('stop failed', describeError(error)));
    log.flush();
    log.info('stopped');
    process.exit(worst);
  };
  return (status) => {
    worst = Math.max(worst, status);
    return (leaving ??= stopAll());
  };
}
