// Asks again, by itself, for deposit addresses that the exchange is still making (API.txt, Deposit address).
import type { Clock } from '../model/clock.js';
import type { DepositAddress, DepositTerms } from '../model/payments/depositAddress.js';
import type { Log } from '../model/log.js';
import type { CurrencyCode } from '../model/trading/market.js';
import type { UserId } from '../model/message.js';
import type { UserRecord } from '../model/user.js';
import { enqueue } from '../notifications/outbox.js';
import { changed, type Store } from '../storage/store.js';
import { Timers } from '../pacing/timers.js';

/** When to ask again, ms after the address was first wanted; after the last it is given up. */
export const addressAsksMs: readonly number[] = [3_000, 6_000, 12_000, 24_000, 48_000, 90_000, 180_000, 300_000, 600_000];

export interface AddressWaitsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** @throws as ExchangeClient.call, UserError when there is no link */
  readonly read: (userId: UserId, currency: CurrencyCode) => Promise<DepositAddress>;
}

/** At most one wait per user and currency: the exchange's currencies bound them. */
export class AddressWaits {
  private timers: Timers;

  constructor(private readonly deps: AddressWaitsDeps) {
    this.timers = new Timers(deps.clock);
  }

  /** Durable before it resolves; the address is told as a push when it is there, with these terms. A wait under way goes on as it is. */
  async wait(userId: UserId, currency: CurrencyCode, terms: DepositTerms): Promise<void> {
    await this.deps.store.update(userId, (record) => changed(withWait(record, currency, record.awaitedAddresses?.[currency] ?? this.deps.clock.now(), terms)));
    this.arm(userId, currency);
  }

  /** Takes up what was awaited before the start. */
  start(): void {
    this.timers = new Timers(this.deps.clock);
    for (const record of this.deps.store.all()) for (const currency of Object.keys(record.awaitedAddresses ?? {})) this.arm(record.id, currency);
  }

  stop(): void {
    this.timers.stop();
  }

  private arm(userId: UserId, currency: CurrencyCode): void {
    const name = `${userId}:${currency}`;
    const since = this.deps.store.read(userId)?.awaitedAddresses?.[currency];
    if (since === undefined || this.timers.has(name)) return;
    const passed = Math.max(0, this.deps.clock.now() - since);
    const next = addressAsksMs.find((one) => one > passed);
    this.timers.set(name, next === undefined ? 0 : next - passed, () => void this.ask(userId, currency, next === undefined || next === addressAsksMs.at(-1)));
  }

  private async ask(userId: UserId, currency: CurrencyCode, isLast: boolean): Promise<void> {
    try {
      const found = await this.deps.read(userId, currency);
      if (found.address !== undefined || isLast) await this.deps.store.update(userId, (record) => changed(told(record, currency, found, this.deps.clock.now())));
    } catch (error) {
      this.deps.log.warn('address.notRead', { user: userId, currency, error: error instanceof Error ? error.name : 'thrown' });
      if (isLast) await this.giveUp(userId, currency);
    }
    this.arm(userId, currency);
  }

  private async giveUp(userId: UserId, currency: CurrencyCode): Promise<void> {
    const update = this.deps.store.update(userId, (record) => changed(told(record, currency, { currencies: [currency] }, this.deps.clock.now())));
    await update.catch((error: unknown) => this.deps.log.warn('address.notToldYet', { user: userId, error: error instanceof Error ? error.name : 'thrown' }));
  }
}

const withWait = (record: UserRecord, currency: CurrencyCode, since: number, terms: DepositTerms): UserRecord =>
  ({ ...record, awaitedAddresses: { ...record.awaitedAddresses, [currency]: since }, awaitedTerms: { ...record.awaitedTerms, [currency]: terms } });

/** One change: the wait is over and its news is owed, with the address or, after the last ask, without. */
function told(record: UserRecord, currency: CurrencyCode, { address, tag }: DepositAddress, now: number): UserRecord {
  const since = record.awaitedAddresses?.[currency];
  if (since === undefined) return record;
  const awaitedAddresses = Object.fromEntries(Object.entries(record.awaitedAddresses ?? {}).filter(([code]) => code !== currency));
  const { [currency]: terms, ...awaitedTerms } = record.awaitedTerms ?? {};
  const data = { currency, ...(address === undefined ? {} : { address }), ...(tag === undefined ? {} : { tag }), ...(terms === undefined ? {} : { terms }) };
  return enqueue({ ...record, awaitedAddresses, awaitedTerms }, { kind: 'addressReady', id: `address:${currency}:${since}`, data, eventAt: now }, now);
}
