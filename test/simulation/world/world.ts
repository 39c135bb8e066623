// The whole simulated world of one seed: the clock, the exchange, the chat, the disk, the person, and the program that lives and dies in it.
import { silentLog, type Log, type LogFields } from '../../../src/model/log.js';
import { negate } from '../../../src/model/money.js';
import { newUser } from '../../../src/model/user.js';
import type { UserRecord } from '../../../src/model/user.js';
import { VolatileDisk } from '../../storage/lowdb/volatileDisk.js';
import { Books } from './books.js';
import { Chat, type ChatHealth } from './chat.js';
import { openCore, type Core } from './core.js';
import { Life } from './life.js';
import { lifeDisk, type DiskHealth } from './lifeDisk.js';
import { Outages } from './outages.js';
import { Payouts } from './payouts.js';
import { Person, userId } from './person.js';
import { SeededRandom } from './seededRandom.js';
import { SimulatedClock, turn } from './simulatedClock.js';
import { Tally } from '../tally.js';
import { Venue } from './venue.js';
import { VenueLine, type LineHealth } from './venueLine.js';

export type EndKind = 'kill' | 'powerLoss' | 'stop';

export class World {
  readonly clock = new SimulatedClock(Date.UTC(2025, 10, 21, 10, 0, 0));
  readonly outages = new Outages(this.clock);
  readonly tally = new Tally((what) => this.outages.hear(what));
  readonly random: SeededRandom;
  readonly line: LineHealth = { down: false, writeFaults: 0, readFaults: 0, frameFaults: 0, frameLagMs: 20 };
  readonly telegram: ChatHealth = { down: false, blocked: false, faults: 0 };
  readonly diskHealth: DiskHealth = { full: false, failing: false, syncMs: 0, struck: 0 };
  readonly venue: Venue;
  readonly payouts: Payouts;
  readonly venueLine: VenueLine;
  readonly chat: Chat;
  readonly books: Books;
  readonly person: Person;
  readonly trace: string[] = [];
  /** Files found damaged at an opening. */
  readonly setAside: string[] = [];
  /** Changes of a balance without a listed reason, and which of them were not told in time. */
  readonly silent: string[] = [];
  readonly late: string[] = [];
  core: Core | undefined;
  /** How lives end from now on: the step they die at is drawn when they begin. */
  mortal = false;
  #disk = new VolatileDisk();
  #nextEnd: EndKind = 'kill';
  #life: Life | undefined;
  #opening: Promise<void> | undefined;

  constructor(readonly seed: number, private readonly tracing: boolean) {
    this.random = new SeededRandom(seed);
    const skewMs = this.random.pick([0, 0, 700, -900, 28_000, -29_500]);
    const hides = this.random.pick([0, 0.1, 0.5]);
    this.venue = new Venue(this.clock, this.random.fork(), { skewMs, hides });
    this.venue.waitingSince = () => this.record?.outbox[0]?.createdAt;
    this.payouts = new Payouts(this.clock, this.random.fork(), () => this.venue.stamp(), hides, (amount) => this.venue.change('btc', negate(amount)));
    this.venueLine = new VenueLine(this.clock, this.venue, this.line, this.random.fork(), this.tally, skewMs, this.payouts);
    this.chat = new Chat(this.clock, this.telegram, this.random.fork(), this.tally, (what) => this.note(what));
    this.books = new Books(this.clock, this.random.fork());
    this.person = new Person(this.clock, this.chat, this.books, this.random.fork(), this.tally);
  }

  note(what: string): void {
    if (this.tracing) this.trace.push(`${(this.clock.monotonic() / 1000).toFixed(3).padStart(10)} ${what}`);
  }

  /** The person's record as the running program has it. */
  get record(): UserRecord | undefined {
    return this.core?.store.read(userId);
  }

  /** Lets time pass until `ms` from now, or until `enough`. */
  async pass(ms: number, enough: () => boolean = () => false): Promise<void> {
    const until = this.clock.monotonic() + ms;
    await turn();
    while (!enough() && this.clock.runNext(until)) {
      await turn();
      if (this.#opening !== undefined) await this.#opening;
    }
  }

  /** The first life: a store with the person in it, linked and caught up. */
  async begin(): Promise<void> {
    await this.#open();
    await this.core?.store.create(newUser(userId, userId, 'Thandi', this.clock.now()));
    if (this.core !== undefined) this.person.meet(this.core);
    await this.core?.start();
    void this.core?.accounts.link(userId, 'key', 'secret');
    await this.pass(120_000, () => this.record?.account.baselineAt !== undefined);
    if (this.record?.account.baselineAt === undefined) throw new Error('the account was never caught up');
  }

  /** Ends the program now, in this way. */
  end(kind: EndKind): void {
    if (this.core === undefined) return;
    if (kind === 'stop') void this.#stop(this.core);
    else {
      this.#nextEnd = kind;
      this.core.life.end();
    }
  }

  /** No life dies at a step of its own any more. */
  spare(): void {
    this.mortal = false;
    this.#life?.spare();
  }

  /** Begins a new life unless one runs. */
  startProgram(): void {
    if (this.core === undefined && this.#opening === undefined) this.#opening = this.#open().finally(() => { this.#opening = undefined; });
  }

  async #stop(core: Core): Promise<void> {
    this.tally.count('stops');
    this.note('stop');
    await core.stop();
    if (!core.life.over) this.#nextEnd = 'stop';
    core.life.end();
  }

  async #open(): Promise<void> {
    const lastStep = this.mortal && this.random.chance(0.6) ? this.random.between(1, 400) : undefined;
    this.#nextEnd = this.random.chance(0.4) ? 'powerLoss' : 'kill';
    const life = new Life(this.clock, lastStep);
    this.#life = life;
    const ended = new Promise<void>((resolve) => { life.onEnd(resolve); });
    life.onEnd(() => this.#bury(life));
    const { syncMs } = this.diskHealth;
    // Nothing else happens while the store is opened, so its disk takes no time.
    this.diskHealth.syncMs = 0;
    const disk = lifeDisk(life, this.#disk, this.diskHealth, this.clock, this.random.next);
    const opened = openCore({ life, disk, line: this.venueLine, sender: this.chat.senderFor(life), books: this.books, random: this.random.fork(), log: this.#log() })
      .then((core) => this.#live(core), () => { this.tally.count('startsRefused'); life.end(); });
    await Promise.race([opened, ended]);
    this.diskHealth.syncMs = syncMs;
  }

  #live(core: Core): void {
    if (core.life.over) return;
    this.note('the program is up');
    this.tally.count('starts');
    this.core = core;
    this.setAside.push(...core.store.setAside);
    if (core.store.read(userId) === undefined) return;
    void core.start().catch((error: unknown) => this.note(`start failed ${String(error)}`));
    this.person.meet(core);
  }

  /** What a life leaves behind; a new one begins after a while. */
  #bury(life: Life): void {
    const wasUp = this.core?.life === life;
    if (wasUp) this.core = undefined;
    const kind = this.#nextEnd;
    this.tally.count({ kill: 'kills', powerLoss: 'powerLosses', stop: 'stopsDone' }[kind]);
    this.note(`the program is gone: ${kind}`);
    if (kind === 'powerLoss') this.#disk = this.#disk.afterPowerCut({ names: this.random.pick(['none', 'half', 'all']), bytes: this.random.pick(['none', 'torn', 'zeros', 'all']) });
    // The process is gone, so its mark counts no more; the next one need not wait to see it.
    for (const mark of this.#disk.names('/data/lock')) void this.#disk.unlink(mark);
    this.clock.after(this.random.pick([100, 1000, 10_000, 120_000]), () => this.startProgram());
  }

  #log(): Log {
    if (!this.tracing) return silentLog;
    const write = (level: string) => (event: string, fields?: LogFields): void => this.note(`  ${level} ${event} ${JSON.stringify(fields ?? {})}`);
    return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
  }
}
