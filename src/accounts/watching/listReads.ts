// Reads the lists of one account and takes them in, and knows when each last showed all that is new: what no list explains is judged by that.
import type { AccountState } from '../../model/account.js';
import type { AccountsDeps } from '../accountsDeps.js';
import { balancesEvent, isReadWhole, readBalances, readDeposits, readWithdrawals, type Pages, type Reader } from '../reading/catchUp.js';
import { ifPermitted } from '../reading/refusals.js';
import type { AccountEvent, Looked, Want } from '../reconciling/reconcileTypes.js';
import { givenUpBetween, judgeRests } from '../reconciling/restJudgement.js';
import { everything } from './accountReads.js';
import type { AccountWrites } from './accountWrites.js';

export class ListReads {
  /** When the last read of each began that showed the whole of what is new, ms since 1970. */
  private readonly readAt = new Map<Want, number>();
  private readonly watchedFrom: number;

  constructor(private readonly deps: Pick<AccountsDeps, 'clock' | 'log' | 'describeMarket' | 'neededConfirmations'>, private readonly writes: Pick<AccountWrites, 'apply' | 'take' | 'record'>) {
    this.watchedFrom = deps.clock.now();
  }

  /** Reads and takes in a list; `read` resolves to true where it showed all that is new. Resolves to false where this list may not be read. @throws what `read` throws */
  async look(want: Want, read: () => Promise<boolean>): Promise<boolean> {
    const began = this.deps.clock.now();
    return ifPermitted(this.deps.log, async () => { if (await read()) this.readAt.set(want, began); });
  }

  /** `now` is the exchange's ms since 1970. @throws as ExchangeClient.call, and what the store throws */
  async deposits(reader: Reader, account: AccountState, now: number): Promise<void> {
    await this.look('deposits', async () => this.takeIn(await readDeposits(reader, account), now, (deposits) => ({ type: 'deposits', deposits })));
  }

  /** As `deposits`. */
  async withdrawals(reader: Reader, account: AccountState, now: number): Promise<void> {
    await this.look('withdrawals', async () => this.takeIn(await readWithdrawals(reader, account), now, (withdrawals) => ({ type: 'withdrawals', withdrawals })));
  }

  /** As `deposits`; resolves to false where they may not be read. */
  balances(reader: Reader, now: number): Promise<boolean> {
    return this.look('balances', async () => {
      await this.writes.apply([balancesEvent(await readBalances(reader), this.writes.record(), now)]);
      return true;
    });
  }

  /** Judges what no list explains, where that can be judged; the log names what is given up. */
  judge(): void {
    const { clock, log, describeMarket, neededConfirmations } = this.deps;
    const record = this.writes.record();
    if (record === undefined) return;
    const looked: Looked = { readAt: Object.fromEntries(this.readAt), watchedFrom: this.watchedFrom };
    const judged = judgeRests(record, looked, { now: clock.now(), describe: describeMarket, neededConfirmations });
    for (const currency of givenUpBetween(record, judged)) log.info('account.restGivenUp', { currency });
    if (judged !== record) this.writes.take([{ type: 'restsOld', looked }], everything);
  }

  private async takeIn<Row extends { readonly createdAt: number }>(pages: Pages<Row>, now: number, eventOf: (rows: readonly Row[]) => AccountEvent): Promise<boolean> {
    await this.writes.apply([eventOf(pages.rows)]);
    return isReadWhole(pages, now);
  }
}
