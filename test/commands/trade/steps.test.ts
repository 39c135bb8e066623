// The steps of /buy and /sell, /move and post-only, as replies: what stands on each screen and in the words of its buttons.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { book } from '../../../commands/market/book.js';
import { shareOf } from '../../../commands/trade/orderPrice.js';
import { buy } from '../../../commands/trade/buy.js';
import { move } from '../../../commands/trade/move.js';
import { sell } from '../../../commands/trade/sell.js';
import { order as orderCommand } from '../../../commands/trade/order.js';
import { orders } from '../../../commands/trade/orders.js';
import type { CapeCommand, Core } from '../../../commands/core.js';
import type { Reply, Request } from '../../../src/bot/command.js';
import { readCallback } from '../../../src/model/callback.js';
import { emptyAccount } from '../../../src/model/account.js';
import type { Draft } from '../../../src/model/draft.js';
import { UnavailableError } from '../../../src/model/errors.js';
import { decimalPlaces, dividedBy, isAbove, times } from '../../../src/model/money.js';
import { newDraft } from '../../../src/actions/drafts/newDraft.js';
import { newUser, type UserRecord } from '../../../src/model/user.js';
import { changed } from '../../../src/storage/store.js';
import { d, linkedUser, order, start } from '../../accounts/samples.js';
import { aMarket } from '../../markets/marketSamples.js';
import { createMemoryStore } from '../../support/memoryStore.js';
import { fakeCore } from '../fakeCore.js';

const user = linkedUser(emptyAccount);

function request(rest: string, more: Partial<Request> = {}): Request {
  return { user, words: rest.split(' ').filter((word) => word !== ''), rest, via: 'message', inPrivate: true, messageId: 5, updateId: 1, progress: async () => undefined, ...more };
}

const one = (replies: Reply | readonly Reply[]): Reply => (Array.isArray(replies) ? (replies as readonly Reply[])[0]! : replies as Reply);
const text = (reply: Reply): string => reply.text.text.replaceAll('\u00a0', ' ');
const buttons = (reply: Reply): string[][] => (reply.buttons ?? []).map((row) => row.map((button) => `${button.label.replaceAll('\u00a0', ' ')}${'data' in button ? `=${button.data}` : ''}`));
const run = async (command: CapeCommand, rest: string, core: Core, more: Partial<Request> = {}): Promise<Reply> => one(await command.run(request(rest, more), core));
const press = (command: CapeCommand, rest: string, core: Core, more: Partial<Request> = {}): Promise<Reply> => run(command, rest, core, { via: 'button', ...more });
const core = (record: UserRecord = user): Core => fakeCore(createMemoryStore([record]));

describe('the steps', () => {
  it('begin with the coins, three in a row, the default market first', async () => {
    const rows = buttons(await run(buy, '', core(), { user: { ...user, settings: { ...user.settings, defaultMarket: 'c3zar' } } }));
    expect(rows[0]).toEqual(['C3=do:buy step c3zar', 'BTC=do:buy step btczar', 'C0=do:buy step c0zar']);
    expect(rows.at(-1)).toEqual(['Leave=do:buy leave']);
  });

  it.each([['', false], ['btc', false], ['R500', false], ['step', true], ['step btczar', true], ['step btczar 25%', true], ['step btczar 25% @bid', true], ['amount btczar', true], ['leave', true]])('pressed as "buy %s" are drawn over the message of the button: %s, because only steps make way for steps', async (words, isOver) => {
    expect((await press(buy, words, core())).inPlace).toBe(isOver);
  });

  it('keep an amount that was typed without a coin', async () => {
    expect(buttons(await run(buy, 'R500', core()))[0]?.[0]).toBe('BTC=do:buy step btczar R500');
  });

  it.each([
    [buy, 'btc', ['25% · R250.00=do:buy step btczar 25%', '50% · R500.00=do:buy step btczar 50%', '75% · R750.00=do:buy step btczar 75%', '100% · R1 000.00=do:buy step btczar 100%']],
    [sell, 'bitcoin', ['25% · 0.5 BTC=do:sell step btczar 25%', '50% · 1 BTC=do:sell step btczar 50%', '75% · 1.5 BTC=do:sell step btczar 75%', '100% · 2 BTC=do:sell step btczar 100%']],
  ])('offer shares of what is available, and what they come to (%#)', async (command, coin, expected) => {
    const reply = await run(command, coin, core());
    expect(buttons(reply).slice(0, 2).flat()).toEqual(expected);
    expect(text(reply)).toMatch(/Available: (R1 000\.00|2 BTC)\nBest bid R99\.00 · best ask R101\.00 · \d\d:\d\d/);
  });

  it('offer the market, both best prices, and steps away from the own side', async () => {
    expect(buttons(await press(buy, 'step btczar 25%', core())).slice(0, 5)).toEqual([
      ['At the market now ≈ R101.00=do:buy card btczar 25% @market'], ['Best bid R99.00=do:buy step btczar 25% @bid', 'Best ask R101.00=do:buy step btczar 25% @ask'],
      ['−0.5% · R98.50=do:buy step btczar 25% @-0.5%'], ['−1% · R98.01=do:buy step btczar 25% @-1%'], ['−2% · R97.02=do:buy step btczar 25% @-2%'],
    ]);
    expect(buttons(await press(sell, 'step btczar 1.5', core()))[3]).toEqual(['+1% · R102.01=do:sell step btczar 1.5 @+1%']);
  });

  it('turn post-only on and off, and lead to the card on the same message', async () => {
    const off = await press(buy, 'step btczar 25% @bid', core());
    expect(buttons(off)).toEqual([['☐ Post-only=do:buy step btczar 25% @bid po'], ['Show the card=do:buy card btczar 25% @bid'], ['◀ Back=do:buy step btczar 25%', 'Leave=do:buy leave']]);
    expect(buttons(await press(buy, 'step btczar 25% @bid po', core()))[0]).toEqual(['☑ Post-only=do:buy step btczar 25% @bid']);
    const card = await press(buy, 'card btczar 25% @bid po', core());
    expect([card.inPlace, card.draftId === undefined, text(card).split('\n').slice(0, 6)]).toEqual([true, false, [
      'Buy 2.525252 BTC for R249.99?', 'Market: BTC/ZAR', 'Amount: 2.525252 BTC', 'Price: R99.00 or lower', 'Post-only: it waits on the book, or the exchange refuses it',
      'Fee: not known yet, taken from what you receive',
    ]]);
  });

  it('never paint a card over an order that was sent from this message', async () => {
    const sent = { id: 'x', state: 'open', card: { chatId: 7, messageId: 5 }, request: { kind: 'placeOrder' } } as unknown as Draft;
    expect((await press(buy, 'card btczar 25% @bid', core(), { user: { ...user, drafts: { x: sent } } })).inPlace).toBe(false);
    expect((await press(buy, 'card btczar 25% @bid', core(), { user: { ...user, drafts: { x: { ...sent, state: 'expired' } } } })).inPlace).toBe(true);
  });

  it('keep the way back where the card is refused', async () => {
    const refused = await press(buy, 'card btczar 0.00000001 @bid', core());
    expect([refused.draftId, refused.inPlace, buttons(refused).at(-1)?.[0]]).toEqual([undefined, true, '◀ Back=do:buy step btczar 0.00000001 @bid']);
  });

  it('have buttons that can all be read, whatever was chosen', async () => {
    for (const words of ['', 'step btczar', 'step btczar R123456789.12345678', 'step btczar 123456789.12345678 @987654321.1234 po', 'amount btczar', 'price btczar 25%', 'leave']) {
      for (const button of (await press(buy, words, core())).buttons?.flat() ?? []) if ('data' in button) expect(readCallback(button.data)?.kind).toBe('run');
    }
  });
});

describe('a typed answer', () => {
  const answer = async (step: 'amount' | 'price', words: string, typed: string): Promise<Reply> => {
    const dialog = { command: 'buy', step, data: { words }, expiresAt: start + 1000 };
    return one(await buy.answer!(request(typed, { via: 'answer', user: { ...user, dialog } }), dialog, core()));
  };

  it.each([
    ['amount', 'btczar', '0,5', /Amount: 0\.5 BTC[\s\S]*At what price/], ['amount', 'btczar', 'R500', /Amount: R500\.00/], ['amount', 'btczar', '50000 sats', /Amount: 0\.0005 BTC/], ['amount', 'btczar', 'half', /What do you mean by half/], ['amount', 'btczar', '50%', /Amount: 50% of what is available, now R500\.00/],
    ['amount', 'btczar', '0.5 btc @ 98 post', /Amount: 0\.5 BTC\nPrice: R98\.00\nPost-only: on/], ['amount', 'btczar', '0.5 eth', /This is about BTC\/ZAR/], ['amount', 'c1zar', '50000 sats', /This is about C1\/ZAR/], ['amount', 'c1zar', '50,000 sats', /This is about C1\/ZAR/], ['amount', 'btczar', '1,250 c1', /This is about BTC\/ZAR/],
    ['amount', 'btczar', '1e5', /exponent[\s\S]*To leave/], ['amount', 'btczar', '-5', /sign/], ['amount', 'btczar', 'lots', /cannot read lots/],
    ['price', 'btczar 25%', '98,50', /Price: R98\.50[\s\S]*Post-only: off/], ['price', 'btczar 25%', '@ bid', /Price: best bid, now R99\.00/], ['price', 'btczar 25%', '-1%', /Price: −1% from the best bid, now R98\.01/], ['price', 'btczar 25%', '0', /more than zero/],
  ] as const)('%s %s %j', async (step, words, typed, expected) => {
    expect(text(await answer(step, words, typed))).toMatch(expected);
  });

  it.each([
    ['amount', 'R1.250', ['R1.25=do:buy step btczar R1.25']],
    ['price', '800,000', ['R800 000.00=do:buy step btczar @800000', 'R800.00=do:buy step btczar @800']],
    ['amount', '0.5 btc @ 800,000', ['R800.00=do:buy step btczar 0.5 @800']],
  ] as const)('%s %j in doubt is asked with a button for each reading that can be paid', async (step, typed, expected) => {
    expect(buttons(await answer(step, 'btczar', typed)).flat()).toEqual(expected);
  });

  it('is waited for a limited time, and any press ends the waiting', async () => {
    const here = core();
    await press(buy, 'amount btczar', here);
    const asked = here.store.read(7)!;
    expect(asked.dialog).toMatchObject({ command: 'buy', step: 'amount', data: { words: 'btczar' }, expiresAt: start + 5 * 60_000 });
    await press(buy, 'step btczar', here, { user: asked });
    expect(here.store.read(7)?.dialog).toBeUndefined();
  });
});

describe('a share', () => {
  it('never comes to more than is available, nor to more decimals than the market takes', () => {
    const places = { amountPrecision: 6, pricePrecision: 2 };
    const cents = (most: number) => fc.integer({ min: 1, max: most }).map((count) => dividedBy(d(String(count)), d('100'), 2));
    fc.assert(fc.property(fc.constantFrom('buy' as const, 'sell' as const), cents(10 ** 9), cents(10_000), cents(10 ** 8), (side, available, percent, price) => {
      const share = shareOf(aMarket('btc', 'zar', places), side, available, percent);
      expect(isAbove(share, available)).toBe(false);
      const volume = side === 'sell' ? share : dividedBy(share, price, places.amountPrecision);
      expect(decimalPlaces(volume)).toBeLessThanOrEqual(places.amountPrecision);
      expect(isAbove(side === 'sell' ? volume : times(volume, price), available)).toBe(false);
    }), { numRuns: 1000 });
  });
});

describe('amounts and prices in one line', () => {
  it.each([
    ['half btc @ bid', /What do you mean by half/], ['50% btc @ bid', /Buy 5\.050505 BTC for R499\.99\?/], ['all btc @ ask', /Buy 9\.90099 BTC for at most R999\.99\?/], ['33% btc @ -1%', /Price: R98\.01 or lower/], ['1 btc', /Buy 1 BTC for about/],
  ])('/buy %s', async (words, expected) => {
    const reply = await run(buy, words, core());
    expect(text(reply)).toMatch(expected);
  });

  it('keeps a fee back where the exchange has taken one beside what was given', async () => {
    const charged = linkedUser({ ...emptyAccount, feeRates: { 'btczar:sell:maker:given': d('0.01') } });
    expect(text(await run(sell, 'all btc @ ask', core(charged), { user: charged }))).toMatch(/Amount: 1\.980198 BTC[^]*Then left: 0\.00000002 BTC/);
    expect(text(await run(sell, 'all btc @ ask', core()))).toMatch(/Amount: 2 BTC/);
  });

  it('refuses a post-only order that would trade, and offers it at the best bid or without post-only', async () => {
    const refused = await run(buy, '1 btc @ ask post', core());
    expect(text(refused)).toMatch(/post-only, and at R101\.00 it would trade at once: the other side stands at R101\.00/);
    expect(buttons(refused)).toEqual([['Post-only at R99.00=do:buy 1 btczar @99 po'], ['At R101.00 without post-only=do:buy 1 btczar @101']]);
    expect((await run(buy, '1 btc @ 100.99 post', core())).draftId).toBeDefined();
  });

  it('refuses rand on a market that is not paid in rand', async () => {
    const here = core();
    const reply = await run(buy, 'R500 btc', { ...here, markets: { ...here.markets, find: async () => aMarket('btc', 'usdt') } });
    expect([text(reply), reply.draftId]).toEqual([expect.stringMatching(/is paid in USDT, not in rand/), undefined]);
  });

  it('takes sats for bitcoin without a coin, as a whole order', async () => {
    expect(text(await run(buy, '50000 sats', core()))).toMatch(/Buy 0\.0005 BTC for about/);
  });

  it('says how thin the book is where the money is there', async () => {
    const here = core();
    const rich = { ...here, accounts: { ...here.accounts, balances: async () => [{ currency: 'zar', available: d('9000000'), locked: d('0') }] } };
    const reply = await run(buy, '20k btc', rich);
    expect([text(reply), reply.draftId, buttons(reply)]).toEqual([expect.stringMatching(/too thin for a market order of 20 000 BTC: only 15 BTC is on offer/), undefined, [['Use 15 BTC=do:buy 15 btczar']]]);
  });

  it('names the coins where the one typed is unknown', async () => {
    expect(text(await run(buy, 'doge', core()))).toMatch(/no market for "doge"/);
  });
});

it('/book leads to the steps of an order, in private and with a key only', async () => {
  expect(buttons(await run(book, 'btc', core())).at(-1)).toEqual(['Buy BTC=do:buy btczar', 'Sell BTC=do:sell btczar']);
  for (const more of [{ inPrivate: false }, { user: newUser(7, 7, 'x', start) }]) expect(buttons(await run(book, 'btc', core(), more))).toHaveLength(1);
});

describe('/order and /orders', () => {
  it('offer to cancel, move or repeat an open order, and say post-only', async () => {
    const here = { ...core(), accounts: { ...core().accounts, order: async () => ({ ...order({ id: '77' }), postOnly: true }), openOrders: async () => [{ ...order(), postOnly: true }] } };
    const story = await run(orderCommand, '77', here);
    expect(buttons(story)[0]).toEqual(['Cancel order=do:order cancel 77', 'Move to best=do:move 77', expect.stringMatching(/^Repeat=do:buy 1 btczar @\d+ po$/)]);
    expect([text(story), text(await run(orders, '', here))]).toEqual([expect.stringMatching(/post-only/), expect.stringMatching(/post-only/)]);
  });

  /** A core whose cancellation is under way as soon as it is confirmed. */
  function cancelling(): { readonly here: Core; readonly asked: () => number } {
    const here = core();
    let asked = 0;
    const actions: Core['actions'] = {
      ...here.actions,
      draft: async (userId, action) => {
        asked += 1;
        const made = { ...newDraft('c'.repeat(22), action, start), state: 'accepted' as const, sentAt: start };
        return here.store.update(userId, (record) => ({ record: { ...record, drafts: { ...record.drafts, [made.id]: made } }, result: made }));
      },
      confirm: async () => ({ kind: 'unknownDraft' }),
    };
    return { here: { ...here, actions }, asked: () => asked };
  }
  const replies = async (command: CapeCommand, rest: string, here: Core): Promise<readonly Reply[]> => [await command.run(request(rest, { via: 'button', user: here.store.read(7)! }), here)].flat();

  it.each<[string, CapeCommand, string, string, RegExp]>([
    ['the list', orders, '', 'orders cancel 77 1', /Open orders: 2[\s\S]*, cancelling/], ['the story', orderCommand, '77', 'order cancel 77', /open, cancelling/],
  ])('a Cancel pressed on %s sends the card and shows on the pressed message that it was pressed, once', async (_name, command, rest, words, shown) => {
    const { here, asked } = cancelling();
    expect(buttons(await run(command, rest, here)).flat()).toContainEqual(expect.stringContaining(`=do:${words}`));
    const [card, message, ...more] = await replies(command, words.replace(/^\w+ /, ''), here);
    expect([card?.draftId, card?.inPlace, message?.inPlace, more]).toEqual(['c'.repeat(22), undefined, true, []]);
    expect(text(message!)).toMatch(shown);
    expect(buttons(message!).flat().filter((one) => one.includes(`do:${words}`))).toEqual([]);
    expect(buttons(message!).flat()).toContainEqual(expect.stringMatching(/Refresh=do:orders? /));
    const again = await replies(command, words.replace(/^\w+ /, ''), here);
    expect([asked(), again.map(({ inPlace }) => inPlace)]).toEqual([1, [true]]);
  });

  it('the card of a cancellation is answered also when the pressed message cannot be drawn anew', async () => {
    const { here } = cancelling();
    const accounts = { ...here.accounts, orderTrades: async () => Promise.reject(new UnavailableError('network', 'trades')) };
    expect(await replies(orderCommand, 'cancel 77', { ...here, accounts })).toMatchObject([{ draftId: 'c'.repeat(22) }]);
  });
});

describe('/move', () => {
  /** A core whose cancellation ends as told, as soon as it is confirmed or not at all. */
  function moving(end: Partial<Draft> | undefined): Core {
    const here = core();
    const id = 'cancel'.padEnd(22, 'x');
    const put = async (draft: Draft): Promise<Draft> => {
      await here.store.update(7, (record) => changed({ ...record, drafts: { ...record.drafts, [draft.id]: draft } }));
      return draft;
    };
    return {
      ...here,
      actions: {
        ...here.actions,
        draft: (userId, asked) => (asked.kind === 'cancelOrder' ? put({ id, request: asked, requestHash: '', state: 'drafted', createdAt: start, expiresAt: start + 60_000, changedAt: start }) : here.actions.draft(userId, asked)),
        confirm: async () => ({ kind: 'claimed', draft: await put({ ...here.store.read(7)!.drafts[id]!, state: 'accepted', ...end }) }),
      },
    };
  }
  const part = { volume: d('0.4'), averagePrice: d('100'), remaining: d('0.6') };

  it('draws a card for exactly what is left at the best price of the own side, once the order is cancelled', async () => {
    const replies = await move.run(request('77'), moving({ state: 'cancelled', executed: part })) as readonly Reply[];
    expect(replies.map(text)).toEqual([expect.stringMatching(/^⚪ Order 77 is cancelled\.\nFilled before that: 0\.4 BTC. The rest is 0\.6 BTC/), expect.stringMatching(/Buy 0\.6 BTC for R59\.40\?[\s\S]*Price: R99\.00 or lower/)]);
    expect(replies.map(({ draftId }) => draftId !== undefined)).toEqual([false, true]);
  });

  it('leaves an order alone that stands at the best price already', async () => {
    const here = moving({ state: 'cancelled', executed: part });
    const reply = one(await move.run(request('77'), { ...here, accounts: { ...here.accounts, order: async () => order({ price: d('99') }) } }));
    expect([text(reply), here.store.read(7)?.drafts]).toEqual([expect.stringMatching(/stands at the best price already, R99\.00/), {}]);
  });

  it.each(['done', 'cancel', 'reject'])('leaves an order alone that is %s', async (state) => {
    const here = moving({ state: 'cancelled', executed: part });
    const reply = one(await move.run(request('77'), { ...here, accounts: { ...here.accounts, order: async () => order({ state }) } }));
    expect([text(reply), here.store.read(7)?.drafts]).toEqual([expect.stringMatching(/is already (filled|cancelled|rejected): there is nothing to move/), {}]);
  });

  it('says so when the order was filled first, and draws nothing', async () => {
    const reply = one(await move.run(request('77'), moving({ state: 'filled' })));
    expect([text(reply), buttons(reply)]).toEqual(['✅ Order 77 was filled before the cancel reached it.', []]);
  });

  it('draws nothing while the end is not seen: the cancellation’s own card offers the rest later', async () => {
    const here = moving(undefined);
    const running = move.run(request('77'), here);
    await new Promise(setImmediate);
    await (here.clock as unknown as { advance(ms: number): Promise<void> }).advance(5000);
    const reply = one(await running);
    expect([reply.draftId, text(reply)]).toEqual(['cancel'.padEnd(22, 'x'), expect.stringMatching(/Cancelling order 77[\s\S]*I offer its rest/)]);
  });

  it('tells of the cancellation, with the rest as a button, where the card cannot be drawn', async () => {
    const here = moving({ state: 'cancelled', executed: part });
    const cut: Core = { ...here, accounts: { ...here.accounts, balances: () => Promise.reject(new UnavailableError('network', 'balances')) } };
    const reply = one(await move.run(request('77'), cut));
    expect([text(reply).split('\n')[0], buttons(reply)]).toEqual(['⚪ Order 77 is cancelled.', [['Place the rest at the best price=do:buy card btczar 0.6 @bid']]]);
  });
});
