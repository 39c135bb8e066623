// The one way out of the process: everything is stopped once, in order, within a limit.
import type { Log } from '../model/log.js';
import { describeError } from '../security/redact.js';

/** What a stop may take at the most before the process leaves anyway, ms. */
const stopLimitMs = 4_800;

/** Calls `stop` once and ends the process; a second signal changes nothing, a fault on the way only the status. */
export function leaveOnce(stop: () => Promise<void>, log: Log): (status: number) => Promise<void> {
  let leaving: Promise<void> | undefined;
  let worst = 0;
  const stopAll = async (): Promise<void> => {
    setTimeout(() => process.exit(worst), stopLimitMs).unref();
    await stop().catch((error: unknown) => log.error('stop failed', describeError(error)));
    log.info('stopped');
    process.exit(worst);
  };
  return (status) => {
    worst = Math.max(worst, status);
    return (leaving ??= stopAll());
  };
}
