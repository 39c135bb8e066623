// Watches one linked account: its private stream, the reads that fill what the stream leaves out, and the key itself.
//
//   stream ──frames──────────────┐
//   catch-up, follow-ups, polls ─┴─> reconciler ──> one durable change {state, rows} ──> what to read next ──┐
//        ^───────────────────────────────────────────────────────────────────────────────────────────────────┘
import type { PrivateEvent } from '../../exchange/streams/events.js';
import type { UserRecord } from '../../model/user.js';
import { AccountPoll } from './accountPoll.js';
import { AccountReads, everything } from './accountReads.js';
import type { AccountStatus } from '../accounts.js';
import { AccountStream } from './accountStream.js';
import { AccountWrites } from './accountWrites.js';
import { Baseline } from './baseline.js';
import { CostReading } from './costReading.js';
import { exchangeNow, type AccountsDeps } from '../accountsDeps.js';
import { readBalances, readOrder, readOrdersAndTrades, type OrdersAndTrades, type Reader } from '../reading/catchUp.js';
import { FollowUps } from './followUps.js';
import { KeyWatch } from './keyWatch.js';
import { LateTrades } from './lateTrades.js';
import { ListReads } from './listReads.js';
import { missedByStream } from './muteStream.js';
import { RestWatch } from './restWatch.js';
import { awaitsTrades } from '../reconciling/orderEnd.js';
import type { AccountEvent, Want } from '../reconciling/reconcileTypes.js';
import { areKeyCodes } from '../reading/refusals.js';
import type { Turns } from '../../pacing/turns.js';
import { Timers } from '../../pacing/timers.js';
import { TradesProgress } from '../reading/tradesProgress.js';
import { troubledOrders } from './troubledOrders.js';
import type { WatchedLink } from '../watchedLink.js';

/** Frames come in bursts: what they want read is read this long after the first, ms. */
export const burstMs = 250;
/** A start without a connection within this reads all the same, ms. */
export const connectGraceMs = 5000;

export class AccountWatcher {
  private readonly timers: Timers;
  private readonly reads: AccountReads;
  private readonly followUps: FollowUps;
  private readonly rests: RestWatch;
  private readonly keyWatch: KeyWatch;
  private readonly costs: CostReading;
  private readonly stopping = new AbortController();
  private readonly writes: AccountWrites;
  private readonly lists: ListReads;
  private readonly stream: AccountStream;
  private readonly poll: AccountPoll;
  private caughtUpAt: number | undefined;
  private readonly trades = new TradesProgress();
  private baseline: Baseline | undefined;
  private mute = false;
  private auditing = false;
  private readonly lateTrades: LateTrades;

  constructor(private readonly deps: AccountsDeps, private readonly watched: WatchedLink, turns: Turns, costTurns: Turns) {
    const { clock, random, log } = deps;
    this.timers = new Timers(clock);
    this.lateTrades = new LateTrades(this.timers, () => this.reads.ask(['trades']));
    this.writes = new AccountWrites(deps, watched, (wants) => this.reads.ask(wants, burstMs));
    this.lists = new ListReads(deps, this.writes);
    this.stream = new AccountStream((listener) => deps.exchange.openPrivateStream(watched.signer, listener), {
      onEvent: (event) => this.onFrame(event),
      onConnected: (missing) => this.connected(missing),
      onRefused: (codes) => this.refused(codes),
    });
    this.reads = new AccountReads({ clock, random, log, turns, read: (wants) => this.read(wants), onDeadKey: () => this.suspectKey() });
    this.costs = new CostReading({
      clock, random, log, turns: costTurns, client: watched.client, describe: deps.describeMarket,
      record: () => this.record(), now: () => exchangeNow(deps), apply: (event) => this.writes.apply([event]),
    });
    this.poll = new AccountPoll({
      timers: this.timers, random, everyMs: deps.depositPollMs, isSilent: () => this.mute || this.stream.state().name !== 'connected',
      read: (wants, isAudit) => { this.auditing ||= isAudit; this.reads.ask(wants); },
    });
    this.followUps = new FollowUps(clock, (orderId) => { void this.followUp(orderId); }, () => this.hear([{ type: 'leftEnds' }]));
    this.rests = new RestWatch(clock, (wants) => this.reads.ask(wants), () => this.lists.judge());
    this.keyWatch = new KeyWatch({
      clock, log,
      prove: async () => { await readBalances(this.reader()); },
      change: (change) => this.writes.change(change),
      onAccepted: () => this.keyAccepted(),
      onRefused: () => this.stream.close('the key was refused'),
    });
  }

  /** Opens the stream and catches up; a paused link is tried first. */
  start(): void {
    this.poll.start();
    if (this.watched.link.paused !== undefined) {
      this.suspectKey();
    } else {
      this.stream.open();
      this.timers.set('catchUp', connectGraceMs, () => this.catchUp());
    }
    this.noticeChange();
  }

  /** Ends everything; resolves when no read or store change is under way any more. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.timers.stop();
    this.followUps.stop();
    this.rests.stop();
    this.keyWatch.stop();
    this.stream.close('stopped');
    await this.reads.stop();
    await this.costs.stop();
    await this.writes.stop();
  }

  status(): AccountStatus {
    const clockOffsetMs = this.deps.exchange.clockOffsetMs();
    const unread = this.watched.client.unread?.();
    return {
      stream: this.stream.state(), mute: this.mute, ...troubledOrders(this.record(), exchangeNow(this.deps)),
      ...(this.caughtUpAt === undefined ? {} : { caughtUpAt: this.caughtUpAt }),
      ...(unread === undefined ? {} : { unread }),
      ...(clockOffsetMs === undefined ? {} : { clockOffsetMs }),
    };
  }

  /** Reads soon; calls are folded. */
  refresh(what: 'orders' | 'deposits'): void {
    if (what === 'orders') this.followUps.restart();
    this.reads.ask(what === 'orders' ? ['orders', 'trades', 'balances'] : ['deposits', 'withdrawals', 'balances'], burstMs);
  }

  /** Takes in what somebody else has read. */
  hear(events: readonly AccountEvent[]): void {
    this.writes.take(events, everything);
  }

  /** The record has changed, by this watcher or by somebody else: orders on their way are followed. */
  noticeChange(): void {
    const record = this.record();
    if (record === undefined || this.stopping.signal.aborted) return;
    this.followUps.update(record);
    this.rests.update(record);
    if (Object.values(record.account.orders).some(awaitsTrades)) this.reads.ask(['trades'], burstMs);
  }

  private record(): UserRecord | undefined {
    return this.writes.record();
  }

  private reader(urgency: Reader['urgency'] = 'background'): Reader {
    return { client: this.watched.client, urgency, signal: this.stopping.signal };
  }

  // --- the stream

  private connected(missing: readonly string[]): void {
    if (missing.length > 0) this.deps.log.warn('account.streamsMissing', { missing: missing.join(',') });
    this.catchUp();
  }

  private refused(codes: readonly string[]): void {
    this.deps.log.warn('account.streamRefused', { codes: codes.join(',') });
    // The stream's own server refuses without a word (PROTOCOL.md section 2); a read then says why.
    if (codes.length === 0 || areKeyCodes(codes)) this.suspectKey();
  }

  private onFrame(event: PrivateEvent): void {
    this.mute = false;
    if (event.type === 'balance') this.writes.holdBalance(event.balance);
    else if (event.type === 'order') this.writes.take([{ type: 'order', order: event.order, source: 'stream' }], everything);
    else this.writes.take([{ type: 'trades', trades: [event.trade], source: 'stream' }], everything);
  }

  // --- reads

  private catchUp(): void {
    this.timers.clear('catchUp');
    this.lateTrades.restart();
    this.baseline ??= new Baseline(exchangeNow(this.deps));
    this.reads.ask(everything);
  }

  private async read(wants: ReadonlySet<Want>): Promise<void> {
    const record = this.record();
    if (record === undefined) return;
    const reader = this.reader();
    const now = exchangeNow(this.deps);
    if (wants.has('orders') || wants.has('trades')) await this.lists.look('trades', async () => this.takeInOrders(await readOrdersAndTrades(reader, record, wants.has('orders'), now, this.trades)));
    if (wants.has('deposits')) await this.lists.deposits(reader, record.account, now);
    if (wants.has('withdrawals')) await this.lists.withdrawals(reader, record.account, now);
    const isPermitted = wants.has('balances') && await this.lists.balances(reader, now);
    await this.finish(wants, isPermitted ? now : undefined);
  }

  /** Resolves to true where all trades are known now. */
  private async takeInOrders({ events, go }: OrdersAndTrades): Promise<boolean> {
    const before = this.record();
    const { auditing } = this;
    const stream = this.stream.state();
    this.auditing = false;
    const missed = auditing && before !== undefined && stream.name === 'connected'
      && missedByStream(before, events, stream.since, exchangeNow(this.deps));
    // The trades were just read: those still missing are looked for more patiently, unless there are older ones to read on.
    await this.writes.apply(events, (want) => want === 'trades' && go.next === undefined);
    if (missed) this.mute = true;
    this.trades.commit(go);
    if (go.isCut) this.deps.log.error('account.tooManyTrades');
    if (this.trades.isUnfinished) this.reads.ask(['trades']);
    else {
      this.lateTrades.notice(this.record());
      this.costs.notice();
    }
    return !this.trades.isUnfinished && !go.isCut && !go.hasUnread;
  }

  private async finish(wants: ReadonlySet<Want>, balancesFrom: number | undefined): Promise<void> {
    const { baseline } = this;
    if (baseline === undefined) return;
    const left = baseline.read([...wants].filter((want) => want !== 'trades' || !this.trades.isUnfinished));
    if (left === 'balancesAgain') this.reads.ask(['balances']);
    if (left !== 'nothing') return;
    await this.writes.apply([{ type: 'baselineDone', at: baseline.at, ...(balancesFrom === undefined ? {} : { balancesFrom }) }]);
    this.baseline = undefined;
    this.caughtUpAt = this.deps.clock.now();
  }

  private async followUp(orderId: string): Promise<void> {
    if (this.reads.isHalted) return;
    try {
      this.writes.take([await readOrder(this.reader('person'), orderId)], ['orders']);
    } catch (error) {
      // The next step reads it again.
      this.deps.log.debug('account.followUpFailed', { orderId, error: error instanceof Error ? error.message : 'unknown' });
    }
  }

  // --- the key

  private suspectKey(): void {
    this.reads.halt();
    this.timers.clear('catchUp');
    this.keyWatch.suspect();
  }

  private keyAccepted(): void {
    if (this.stopping.signal.aborted) return;
    this.reads.resume();
    // A stream that alone was refused tries again by itself.
    if (!this.stream.isOpen()) this.stream.open();
    this.timers.set('catchUp', connectGraceMs, () => this.catchUp());
  }
}
