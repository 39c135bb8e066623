// The person of the simulation: asks for cards, taps them once, twice, late or never, and remembers what was acknowledged.
import type { Clock } from '../../../src/model/clock.js';
import type { ActionRequest, OrderRequest } from '../../../src/model/draft.js';
import { decimal, times } from '../../../src/model/money.js';
import { isFinal } from '../../../src/model/trading/order.js';
import { draftCard } from '../../../src/text/cards/draftCard.js';
import { speak } from '../../../src/text/index.js';
import { setSchedule } from '../../../src/schedules/setSchedule.js';
import type { Books } from './books.js';
import type { Chat } from './chat.js';
import { simulatedPin, type Core } from './core.js';
import { PayoutRequests } from './payoutRequests.js';
import { hundredths, type SeededRandom } from './seededRandom.js';
import type { Tally } from '../tally.js';

export const userId = 7;

/** What the bot said was done; it must stay done. */
export interface Acknowledged {
  readonly drafts: Map<string, 'claimed' | 'dismissed' | 'expired'>;
  readonly alerts: Set<string>;
  /** Summary times that were asked for, oldest first; the store must hold the last acknowledged one or a later one. */
  readonly schedules: { readonly time: string; acknowledged: boolean }[];
}

interface Tap {
  readonly draftId: string;
  readonly messageId: number;
  readonly button: 'confirm' | 'dismiss';
}

export class Person {
  readonly acknowledged: Acknowledged = { drafts: new Map(), alerts: new Set(), schedules: [] };
  /** Taps that Telegram has and the bot has not said it is done with. */
  #waiting: Tap[] = [];
  #core: Core | undefined;
  #alerts = 0;
  readonly #payouts: PayoutRequests;

  constructor(private readonly clock: Clock, private readonly chat: Chat, private readonly books: Books, private readonly random: SeededRandom, private readonly tally: Tally) {
    this.#payouts = new PayoutRequests(random);
  }

  /** A new life of the program: what it had not finished is delivered to it again. */
  meet(core: Core): void {
    this.#core = core;
    for (const tap of [...this.#waiting]) this.clock.after(this.random.between(100, 3000), () => this.#deliver(tap));
  }

  buy(): void {
    const side = this.random.pick(['buy', 'sell'] as const);
    const volume = hundredths(this.random.between(5, 300));
    const limit = decimal(String(this.books.middle + this.random.between(-120, 120)));
    const size = this.random.chance(0.3) ? { type: 'market' as const } : { type: 'limit' as const, price: limit };
    this.#ask((core) => {
      const order: OrderRequest = { market: 'btczar', side, volume, ...size, customOrderId: core.actions.newOrderId() };
      const live = this.books.livePrice(order);
      const averagePrice = order.price ?? live?.walk?.averagePrice ?? limit;
      const estimate = {
        base: 'btc', quote: 'zar', amountPrecision: 8, pricePrecision: 2, total: times(volume, averagePrice), averagePrice,
        leftAfter: decimal('1000'), leftCurrency: 'zar', quotedAt: this.clock.now(), ...(live?.best === undefined ? {} : { bestPrice: live.best }),
      };
      return { kind: 'placeOrder', order, estimate };
    });
  }

  cancel(): void {
    this.#ask((core) => {
      const open = Object.values(core.store.read(userId)?.account.orders ?? {}).filter(({ order }) => !isFinal(order.state)).map(({ order }) => order.id);
      const [first] = open;
      if (first === undefined) return undefined;
      return this.random.chance(0.7) ? { kind: 'cancelOrder', orderId: this.random.pick(open) } : { kind: 'cancelAll', orderIds: open };
    });
  }

  withdraw(): void {
    this.#ask((core) => this.#payouts.withdrawal(core, () => this.clock.now()));
  }

  pay(): void {
    this.#ask((core) => this.#payouts.payment(core, () => this.clock.now()));
  }

  addAlert(): void {
    const id = `alert${this.random.between(0, 999_999)}`;
    const direction = this.random.pick(['above', 'below'] as const);
    // Each threshold has a fraction of its own, so that its message can be told from the others.
    this.#alerts += 1;
    const threshold = decimal(`${1000 + this.random.between(-150, 150)}.${this.#alerts}1`);
    this.#core?.alerts.add(userId, { id, rule: { kind: 'priceCrosses', market: 'btczar', direction, threshold } }).then((added) => { this.acknowledged.alerts.add(added.id); }, ignore);
  }

  setSchedule(): void {
    const wish = { time: `0${this.random.between(0, 9)}:${this.random.between(10, 59)}`, acknowledged: false };
    this.acknowledged.schedules.push(wish);
    const now = this.clock.now();
    this.#core?.store.update(userId, (record) => setSchedule(record, { every: 'day', time: wish.time }, now)).then(() => { wish.acknowledged = true; }, ignore);
  }

  /** /start: after a block, and after a long silence. */
  start(): void {
    this.#core?.delivery.resume(userId).catch(ignore);
  }

  #ask(makeRequest: (core: Core) => ActionRequest | undefined | Promise<ActionRequest>): void {
    const core = this.#core;
    if (core === undefined || core.life.over) return;
    this.#show(core, makeRequest(core)).catch(ignore);
  }

  async #show(core: Core, wanted: ActionRequest | undefined | Promise<ActionRequest>): Promise<void> {
    const request = await wanted;
    if (request === undefined) return;
    const draft = await core.actions.draft(userId, request);
    const content = draftCard(speak('en'), draft, { now: this.clock.now(), timeZone: 'Africa/Johannesburg' });
    const sent = await core.sender.send({ ...content, chatId: userId, priority: 'reply' });
    if (sent.kind !== 'sent') return;
    this.#decide(sent.messageId);
    await core.actions.attachCard(userId, draft.id, { chatId: userId, messageId: sent.messageId });
  }

  #decide(messageId: number): void {
    if (this.random.chance(0.1)) return;
    const button = this.random.chance(0.85) ? 'confirm' : 'dismiss';
    const inMs = this.random.between(200, this.random.chance(0.1) ? 120_000 : 20_000);
    this.clock.after(inMs, () => this.#press(messageId, button));
    if (this.random.chance(0.4)) {
      this.tally.count('doubleTaps');
      const second = this.random.chance(0.8) ? button : 'confirm';
      this.clock.after(inMs + this.random.pick([0, 0, 100, 1500, 90_000]), () => this.#press(messageId, second));
    }
  }

  /** The button carries the draft that the message asks for at this moment. */
  #press(messageId: number, button: Tap['button']): void {
    const draftId = this.chat.message(messageId)?.asksFor;
    if (draftId !== undefined) this.#tap({ draftId, messageId, button });
  }

  #tap(tap: Tap): void {
    this.#waiting.push(tap);
    this.#deliver(tap);
    if (this.random.chance(0.1)) {
      this.tally.count('tapsDeliveredTwice');
      this.clock.after(this.random.between(0, 5000), () => this.#deliver(tap));
    }
  }

  #deliver(tap: Tap): void {
    const core = this.#core;
    if (core === undefined || core.life.over) return;
    const card = { chatId: userId, messageId: tap.messageId };
    const pressed = tap.button === 'confirm' ? core.actions.confirm(userId, tap.draftId, card, this.#codeFor(core, tap.draftId)) : core.actions.dismiss(userId, tap.draftId, card);
    pressed.then((result) => {
      this.#waiting = this.#waiting.filter((one) => one !== tap);
      if (result.kind === 'askedAgain' || result.kind === 'held' || result.kind === 'wrongPin') this.#thinkAgain(tap, result.kind);
      if (result.kind === 'barred') this.tally.count(`barred.${result.bar}`);
      if (result.kind === 'claimed' || result.kind === 'dismissed' || result.kind === 'expired') this.#remember(result.draft.id, result.kind);
    }, () => {
      // "Sorry, not now": the person tries again, or not.
      this.#waiting = this.#waiting.filter((one) => one !== tap);
      if (this.random.chance(0.7)) this.clock.after(this.random.between(1000, 20_000), () => this.#tap(tap));
    });
  }

  /** The code that goes along, now and then a wrong one. */
  #codeFor(core: Core, draftId: string): string | undefined {
    const kind = core.store.read(userId)?.drafts[draftId]?.request.kind;
    if (kind === 'withdraw') return '123456';
    return kind === 'payInvoice' ? (this.random.chance(0.1) ? '000000' : simulatedPin) : undefined;
  }

  /** The card asks again, or could not be relied on: most people look and tap once more. */
  #thinkAgain({ messageId, button }: Tap, what: 'askedAgain' | 'held' | 'wrongPin'): void {
    this.tally.count(what);
    if (this.random.chance(0.7)) this.clock.after(this.random.between(1000, 15_000), () => this.#press(messageId, button));
  }

  #remember(draftId: string, kind: 'claimed' | 'dismissed' | 'expired'): void {
    if (!this.acknowledged.drafts.has(draftId)) this.acknowledged.drafts.set(draftId, kind);
    if (kind === 'claimed') this.tally.count('claims');
  }
}

const ignore = (): void => undefined;
