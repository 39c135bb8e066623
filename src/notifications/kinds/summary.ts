// The balance summary that a schedule asked for.
import type { Valuation } from '../../model/trading/valuation.js';
import { balanceTable } from '../../text/tables/balanceTable.js';
import { showDate, showTime } from '../../text/format.js';
import { join } from '../../text/rich.js';
import type { NotificationKind } from '../kind.js';

export interface Summary {
  /** The local date of the period, "YYYY-MM-DD". */
  readonly period: string;
  /** ms since 1970 */
  readonly dueAt: number;
  /** True when it could not be sent when it was due. */
  readonly late: boolean;
  /** True when the balances could not be read; the valuation is empty then. */
  readonly failed?: boolean;
  readonly valuation: Valuation;
}

export const summary: NotificationKind<Summary> = {
  name: 'summary',
  loudness: 'loud',
  isNumbered: false,
  group: 'summaries',
  breaksThrough: false,
  droppable: true,
  countsAs: 'others',
  render({ dueAt, late, failed, valuation }, { say, user, now, lateMs }) {
    const { timeZone } = user.settings;
    return {
      text: join([
        say('summary.heading', { date: showDate(say, dueAt, timeZone) }),
        ...(late || lateMs !== undefined ? [say('summary.late', { time: showTime(say, dueAt, now, timeZone) })] : []),
        failed === true ? say('summary.failed') : balanceTable(say, valuation, now),
      ]),
    };
  },
};
