// /practice, and the trading commands while it is on: open to anybody, marked in every word, and kept apart from the real account.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { createKeyWords } from '../../../commands/start/homeKeys.js';
import { commands } from '../../../commands/index.js';
import { createActions } from '../../../src/actions/createActions.js';
import type { Reply } from '../../../src/bot/command.js';
import { createCommandList, readButtonWords } from '../../../src/bot/commandList.js';
import { createRunner } from '../../../src/bot/answering/runner.js';
import { silentLog } from '../../../src/model/log.js';
import { practiceTradesLimit, type PracticeAccount } from '../../../src/model/practice.js';
import { newUser, type UserRecord } from '../../../src/model/user.js';
import { readLivePrice } from '../../../commands/trade/livePrice.js';
import { speak } from '../../../src/text/index.js';
import { emptyAccount } from '../../../src/model/account.js';
import { linkedUser, order, start } from '../../accounts/samples.js';
import { absorbOrder, money } from '../../actions/world.js';
import { begun, level, placed } from '../../practice/samples.js';
import { createMemoryStore, type MemoryStore } from '../../support/memoryStore.js';
import type { Core } from '../../../commands/core.js';
import { fakeCore, hostile } from '../fakeCore.js';

const list = createCommandList(commands, createKeyWords(commands));
const mark = '🧪 Practice: no real money';

/** What the practice account has been through: a purchase, and a buy that waits. */
const lively: PracticeAccount = placed(placed(begun(), { volume: '1' }, [level('100', '5')]).account, { volume: '2', price: '90' }).account;
const unlinked = (practice: PracticeAccount | undefined): UserRecord => ({ ...newUser(7, 7, 'Thandi', start), ...(practice === undefined ? {} : { practice }) });
const linked = (practice: PracticeAccount | undefined): UserRecord => ({ ...linkedUser({ ...emptyAccount, orders: { 77: { order: order(), trades: [], endTold: false } } }), ...(practice === undefined ? {} : { practice }) });

/** A core whose actions are the real ones, without any client of the exchange. */
function coreOn(store: MemoryStore): Core {
  const made = fakeCore(store);
  let bytes = 0;
  const actions = createActions({
    store, clock: made.clock, random: () => 0.5, log: silentLog, absorbOrder, ...money([], () => made.clock.now()), practise: made.practice.practise, livePrice: readLivePrice(made.markets),
    clientFor: () => { throw new Error('a client was asked for'); }, refreshOrders: () => undefined, randomBytes: (count) => Buffer.alloc(count, (bytes += 1)),
  });
  return { ...made, actions };
}

interface Room {
  readonly store: MemoryStore;
  readonly core: Core;
  /** What a typed line, or a button's words, is answered with. */
  ask(line: string, via?: 'message' | 'press'): Promise<readonly Reply[]>;
  user(): UserRecord;
}

function room(user: UserRecord): Room {
  const store = createMemoryStore([user]);
  const core = coreOn(store);
  let replies: Reply[] = [];
  const runner = createRunner({
    commands: list, core, store, setDialog: core.setDialog, clock: core.clock, random: () => 0.5, log: silentLog, botName: () => 'capebot',
    signs: { begin: () => ({ progress: async () => undefined, end: async () => undefined }) }, download: (_image, use) => use(new Uint8Array()),
    responder: { respond: async (_incoming, answer) => { replies.push(...[answer].flat().map((reply: Reply) => reply)); } },
  });
  return {
    store, core, user: () => store.read(user.id)!,
    async ask(line, via = 'message') {
      replies = [];
      const common = { updateId: 1, userId: user.id, firstName: 'x', chatId: user.id, inPrivate: true, messageId: 5 };
      const typed = readButtonWords(line);
      await runner.run(via === 'press' ? { ...common, kind: 'press', data: `do:${line}`, callbackId: 'c' } : { ...common, kind: 'message', text: '' }, list.find(typed.name)!, typed);
      return replies;
    },
  };
}

const textOf = (replies: readonly Reply[]): string => replies.map((reply) => reply.text.text).join('\n---\n').replaceAll('\u00a0', ' ');
const buttonsOf = (replies: readonly Reply[]): readonly string[] => replies.flatMap((reply) => (reply.buttons ?? []).flat()).map((one) => ('data' in one ? one.data : ''));

describe('/practice', () => {
  it('says what it is and begins nothing before it is switched on', async () => {
    const here = room(unlinked(undefined));
    const answer = await here.ask('practice');
    expect([textOf(answer).includes('R100 000 of play money'), buttonsOf(answer), here.user().practice]).toEqual([true, ['do:practice on'], undefined]);
  });

  it('switched on shows R100 000, then what it is worth against that, and what waits', async () => {
    const here = room(unlinked(undefined));
    expect(textOf(await here.ask('practice on'))).toMatch(/Practice is on[\s\S]*Total R100 000\.00[\s\S]*Against the R100 000 at the start: Profit R0\.00\nOpen orders: 0 of at most 20/);
    const later = room(unlinked(lively));
    const shown = await later.ask('practice');
    expect(textOf(shown)).toMatch(/Total R99 999\.80[\s\S]*Against the R100 000 at the start: Loss R0\.20\nOpen orders: 1 of at most 20/);
    expect(buttonsOf(shown)).toEqual(['do:practice off', 'do:practice reset']);
  });

  it('asks before it starts over, and a button pressed twice or late starts over once', async () => {
    const here = room(unlinked(lively));
    const asked = await here.ask('practice reset');
    expect([textOf(asked).includes('All practice orders are cancelled'), here.user().practice]).toEqual([true, lively]);
    const yes = buttonsOf(asked)[0]!.slice('do:'.length);
    expect(textOf(await here.ask(yes, 'press'))).toMatch(/Begun anew with R100 000[\s\S]*Total R100 000\.00/);
    expect([textOf(await here.ask(yes, 'press')).includes('lapsed'), here.user().practice?.lastId]).toEqual([true, lively.lastId]);
  });

  it.each(['practice maybe', 'practice on now', 'practice reset 1 2', 'practice off x', 'practice reset x'])('/%s changes nothing and is answered', async (line) => {
    const here = room(unlinked(lively));
    expect(textOf(await here.ask(line)).length).toBeGreaterThan(mark.length);
    expect(here.user().practice).toBe(lively);
  });
});

describe('somebody without a key whose practice is on', () => {
  let here: Room;
  beforeEach(() => { here = room(unlinked(begun())); });

  it('buys, sees it, waits, cancels and sells, all on play money', async () => {
    const [card] = await here.ask('buy 1 btc');
    expect(textOf([card!])).toMatch(/^🧪 Practice: no real money\nBuy 1 BTC for about R101\.50\?[\s\S]*Fees are assumed: 0\.2% of what fills at once, 0\.1% of what waits on the book\.$/);
    expect((await here.core.actions.confirm(7, card!.draftId!, { chatId: 7, messageId: 9 })).kind).toBe('practised');
    expect(textOf(await here.ask('balance'))).toMatch(/ZAR: R99 898\.50[\s\S]*0\.998 BTC/);
    expect(textOf(await here.ask('fills'))).toMatch(/Buy 0\.5 BTC[\s\S]*order P1/);
    const [waits] = await here.ask('buy 2 btc @ 90');
    await here.core.actions.confirm(7, waits!.draftId!, { chatId: 7, messageId: 10 });
    const open = await here.ask('orders');
    expect([textOf(open).includes('order P2'), buttonsOf(open)]).toEqual([true, ['pr:orders cancel P2 1']]);
    expect(textOf(await here.ask('order P2'))).toMatch(/Buy 2 BTC/);
    expect(textOf(await here.ask('cancel P2', 'press'))).toMatch(/Order P2 is cancelled/);
    expect(textOf(await here.ask('orders'))).toMatch(/no open orders/);
    expect(textOf(await here.ask('profit'))).toMatch(/BTC/);
    expect(textOf(await here.ask('sell all btc'))).toMatch(/Sell 0\.998 BTC/);
  });

  it('moves an order to the best price: cancelled at once, its rest on a practice card', async () => {
    const [waits] = await here.ask('buy 2 btc @ 90');
    await here.core.actions.confirm(7, waits!.draftId!, { chatId: 7, messageId: 10 });
    const moved = await here.ask('move P1');
    expect([textOf(moved), here.user().drafts[moved[1]!.draftId!]?.request.kind]).toEqual([expect.stringMatching(/Order P1 is cancelled[\s\S]*Buy 2 BTC for R198\.00\?/), 'practiceOrder']);
  });

  it.each([
    ['too little', 'buy 0.000000001 btc @ 90', /decimals|smallest/], ['too many decimals in the price', 'buy 1 btc @ 90.123456789', /decimals|long/],
    ['more than there is', 'buy 5000 btc @ 100', /You have R100 000\.00 of R500 000\.00\./], ['post-only that would trade', 'buy 1 btc @ 102 post', /post-only/],
  ])('is refused as for real: %s', async (_what, line, words) => {
    const answer = await here.ask(line);
    expect([answer[0]?.draftId, textOf(answer)]).toEqual([undefined, expect.stringMatching(words)]);
  });

  it('is asked for a key again once it is off', async () => {
    await here.ask('practice off');
    const answer = await here.ask('balance');
    expect([textOf(answer).includes('/link'), buttonsOf(answer)]).toEqual([true, ['do:link', 'do:practice']]);
  });

  it('gets a book with buttons to trade', async () => {
    expect(buttonsOf(await here.ask('book btc'))).toEqual(['do:book btczar', 'do:buy btczar', 'do:sell btczar']);
  });
});

describe('somebody linked whose practice is on', () => {
  const barred = commands.filter((command) => command.inPractice === 'barred').map((command) => command.name);

  it('cannot reach real money: these are refused, with the way out', () => {
    expect([...barred].sort()).toEqual(['beneficiaries', 'deposit', 'pay', 'receive', 'voucher', 'withdraw']);
  });

  it.each(barred)('/%s says why and offers to switch practice off', async (name) => {
    for (const line of [name, `${name} 1 btc`]) {
      const answer = await room(linked(lively)).ask(line);
      expect([textOf(answer), buttonsOf(answer)]).toEqual([speak('en')('practice.barred').text, ['do:practice off']]);
    }
  });

  it.each([['cancel', '77', 'off', lively], ['order', '77', 'off', lively], ['move', '77', 'off', lively], ['cancel', 'P2', 'on', { ...lively, on: false }], ['order', 'p2', 'on', { ...lively, on: false }], ['move', 'P2', 'on', { ...lively, on: false }]] as const)(
    '/%s %s is of the other account: nothing is done, and practice %s is offered', async (name, id, word, practice) => {
      const here = room(linked(practice));
      const answer = await here.ask(`${name} ${id}`, 'press');
      expect([textOf(answer).includes(`Order ${id}`), buttonsOf(answer), here.user().drafts]).toEqual([true, [`do:practice ${word}`], {}]);
    });

  it('draws real cards again once it is off', async () => {
    const here = room(linked(lively));
    await here.ask('practice off');
    const [card] = await here.ask('buy 1 btc @ 90');
    expect([here.user().drafts[card!.draftId!]?.request.kind, textOf([card!]).includes('🧪')]).toEqual(['placeOrder', false]);
    expect(textOf(await here.ask('balance'))).toMatch(/R1 000\.00/);
  });
});

describe('the mark', () => {
  const works = commands.filter((command) => command.inPractice === 'works').map((command) => command.name);
  const lines = (name: string): readonly string[] => [name, `${name} btc`, `${name} doge`, `${name} ${hostile}`, `${name} 1 btc`, `${name} P2`, `${name} P99`, `${name} 77`, `${name} 999`, ...list.find(name)!.examples(fakeCore(createMemoryStore()), linked(lively))];

  it('is on everything that trades', () => {
    expect([...works].sort()).toEqual(['balance', 'buy', 'cancel', 'cancelall', 'fills', 'move', 'order', 'orders', 'profit', 'sell']);
  });

  it.each(works)('is the first line of whatever /%s says in practice, once', async (name) => {
    for (const user of [unlinked(lively), linked(lively), linked({ ...begun(), lastId: 0 })]) {
      for (const line of lines(name)) {
        const answer = await room(user).ask(line);
        expect(answer.length).toBeGreaterThan(0);
        for (const { text } of answer) expect([line, text.text.split('\n')[0], text.text.split('🧪').length]).toEqual([line, mark, 2]);
      }
    }
  });

  it.each(commands.filter((command) => command.name !== 'practice').map((command) => command.name))('is on nothing that /%s says outside it', async (name) => {
    for (const user of [linked(undefined), linked({ ...lively, on: false }), ...(works.includes(name) ? [] : [linked(lively)])]) {
      for (const line of [name, `${name} btc`, `${name} 1 btc`, `${name} 77`]) expect([line, textOf(await room(user).ask(line)).includes('🧪')]).toEqual([line, false]);
    }
  });

  it('remembers so many trades and says where older ones are missing', async () => {
    const [trade] = lively.trades;
    const full = { ...lively, trades: Array.from({ length: practiceTradesLimit }, (_, index) => ({ ...trade!, id: `P1.${index}` })) };
    expect([textOf(await room(unlinked(full)).ask('profit')), textOf(await room(unlinked(lively)).ask('profit'))].map((text) => text.includes('latest 200 trades'))).toEqual([true, false]);
  });
});
