// Promises of a tap on a card whose price may have changed: nothing is sent on an old price, and the card says what is new.
import { describe, expect, it } from '@jest/globals';
import type { LivePrice } from '../../../src/actions/livePrice.js';
import type { ActionRequest, Draft, OrderEstimate } from '../../../src/model/draft.js';
import { RefusedError } from '../../../src/model/errors.js';
import type { Settings } from '../../../src/model/user.js';
import { changed } from '../../../src/storage/store.js';
import { draftCard } from '../../../src/text/cards/draftCard.js';
import { speak } from '../../../src/text/index.js';
import { buy, card, d, open, start, type World } from '../world.js';

/** A book on which the whole size goes at one price. */
const at = (best: string, average = best): LivePrice => ({
  best: d(best), walk: { total: d(String(Number(average) / 100)), averagePrice: d(average), worstPrice: d(average) },
});
const market = (own = 'own-1'): ActionRequest => buy(own, { type: 'market' });

/** With enough money left that a higher price does not matter. */
function rich(request: ActionRequest): ActionRequest {
  return request.kind === 'placeOrder' ? { ...request, estimate: { ...request.estimate, leftAfter: d('100000') } } : request;
}

const withoutBest = ({ bestPrice: _best, ...estimate }: OrderEstimate): OrderEstimate => estimate;

interface Scene extends World {
  book: LivePrice | undefined;
  readonly first: Draft;
  set(settings: Partial<Settings>): Promise<void>;
  latest(): Draft;
}

async function scene(request: ActionRequest, book: LivePrice | undefined): Promise<Scene> {
  const live = { book };
  const world = open({ livePrice: () => live.book });
  const first = await world.actions.draft(1, request);
  await world.actions.attachCard(1, first.id, card);
  return {
    ...world, first,
    get book() { return live.book; },
    set book(next) { live.book = next; },
    set: (settings) => world.store.update(1, (record) => changed({ ...record, settings: { ...record.settings, ...settings } })),
    latest: () => Object.values(world.record().drafts).at(-1)!,
  };
}

const shown = (draft: Draft): string => draftCard(speak('en'), draft, { now: start, timeZone: 'UTC' }).text.text.replaceAll('\u00a0', ' ');
const press = (world: Scene, draft: Draft = world.first) => world.actions.confirm(1, draft.id, card);

describe('a market order', () => {
  it.each([
    ['29.9 s old at the same price', 29_999, '830000', 'claimed'],
    ['30 s old', 30_000, '830000', 'askedAgain'],
    ['moved by 0.49%', 1000, '834067', 'claimed'],
    ['moved by 0.5% to the cent', 1000, '834150', 'claimed'],
    ['moved by 0.51%', 1000, '834233', 'askedAgain'],
    ['moved down by 0.51%', 1000, '825767', 'askedAgain'],
  ])('%s', async (_, ageMs, best, kind) => {
    const world = await scene(rich(market()), at(best));
    world.clock.set(start + ageMs);
    expect((await press(world)).kind).toBe(kind);
    await world.clock.advance(0);
    expect(world.desk.count('createOrder')).toBe(kind === 'claimed' ? 1 : 0);
  });

  it('asks again on the same message with a new draft, says the old and the new price, and the old draft can never be sent', async () => {
    const world = await scene(rich(market()), at('840000'));
    expect((await press(world)).kind).toBe('askedAgain');
    const next = world.latest();
    expect(world.draft(world.first.id).state).toBe('replaced');
    expect(next).toMatchObject({ state: 'drafted', card, createdAt: start, expiresAt: start + 60_000, change: { why: 'moved', from: '830000', to: '840000' } });
    expect(next.id).not.toBe(world.first.id);
    expect(next.request).toMatchObject({ order: { volume: '0.01' }, estimate: { total: '8400', averagePrice: '840000', leftAfter: '99900', bestPrice: '840000' } });
    expect(shown(next)).toMatch(/moved\. The best was R830 000\.00, it is R840 000\.00 now/);
    expect(world.record().outbox.at(-1)).toMatchObject({ kind: 'orderCard', data: { draftId: next.id } });
    world.book = at('830000');
    for (let tap = 0; tap < 3; tap += 1) expect((await press(world)).kind).toBe('askedAgain');
    expect((await world.actions.dismiss(1, world.first.id, card)).kind).toBe('askedAgain');
    expect(world.desk.calls).toEqual([]);
  });

  it('is sent once, with a new order id, when the new card is confirmed', async () => {
    const world = await scene(rich(market()), at('840000'));
    await press(world);
    const next = world.latest();
    expect((await press(world, next)).kind).toBe('askedAgain');
    await world.clock.advance(700);
    expect((await press(world, next)).kind).toBe('claimed');
    await world.clock.advance(0);
    expect(world.desk.count('createOrder')).toBe(1);
    const sent = world.desk.calls[0]!.input as { readonly customOrderId: string };
    expect(sent.customOrderId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('asks again once for ten taps at once', async () => {
    const world = await scene(rich(market()), at('840000'));
    await Promise.all(Array.from({ length: 10 }, () => press(world)));
    expect(Object.values(world.record().drafts).map((draft) => draft.state)).toEqual(['replaced', 'drafted']);
  });

  it('the new card ends after 60 s by itself, also after a restart', async () => {
    const world = await scene(rich(market()), at('840000'));
    await press(world);
    const next = world.latest();
    const again = open({ store: world.store, clock: world.clock });
    await again.actions.start();
    await world.clock.advance(60_000);
    expect(again.draft(next.id).state).toBe('expired');
    expect(again.draft(world.first.id).state).toBe('replaced');
  });

  it.each<[string, LivePrice | undefined, RegExp]>([
    ['the book is not in sync', undefined, /no live price/],
    ['nobody is on the other side', {}, /no live price/],
    ['the book is too thin', { best: d('830000') }, /too thin/],
  ])('is held while %s, says so, and the same card can be tried again', async (_, book, words) => {
    const world = await scene(rich(market()), book);
    expect((await press(world)).kind).toBe('held');
    expect(world.desk.calls).toEqual([]);
    const content = draftCard(speak('en'), world.draft(world.first.id), { now: start, timeZone: 'UTC' });
    expect(content.text.text).toMatch(words);
    expect(content.buttons?.[0]?.map((button) => button.label)).toEqual(['Try again', 'Cancel']);
    expect(world.record().outbox).toHaveLength(1);
    world.book = at('830000');
    expect((await press(world)).kind).toBe('claimed');
  });

  it('is held when the new price is more than there is, and the card is not drawn anew', async () => {
    const world = await scene(market(), at('840000'));
    expect(await press(world)).toMatchObject({ kind: 'held', draft: { held: { why: 'funds' } } });
  });

  it('asks again when the book has grown thin behind the same best price', async () => {
    const world = await scene(rich(market()), at('830000', '834500'));
    expect(await press(world)).toMatchObject({ kind: 'askedAgain', draft: { change: { why: 'slippage', from: '830000', to: '834500' } } });
  });

  it('asks again when its card showed no best price to compare with', async () => {
    const request = rich(market());
    if (request.kind !== 'placeOrder') throw new Error('not an order');
    const world = await scene({ ...request, estimate: withoutBest(request.estimate) }, at('830000'));
    expect((await press(world)).kind).toBe('askedAgain');
  });

  it('keeps to the move the user has set', async () => {
    const world = await scene(rich(market()), at('840000'));
    await world.set({ moveLimit: d('2') });
    expect((await press(world)).kind).toBe('claimed');
  });
});

describe('beyond the slippage ceiling', () => {
  it('the card offers a limit order at the ceiling instead of Confirm, and a forged Confirm sends nothing', async () => {
    const world = await scene(rich(market()), at('830000', '839000'));
    expect((await press(world)).kind).toBe('askedAgain');
    const next = world.latest();
    const content = draftCard(speak('en'), next, { now: start, timeZone: 'UTC' });
    expect(content.buttons).toEqual([
      [{ label: 'Limit order at R838\u00a0300.00', data: 'do:buy 0.01 btc @ 838300', style: 'primary' }],
      [{ label: 'Cancel', data: `no:${next.id}`, style: 'danger' }],
    ]);
    expect(shown(next)).toMatch(/Slippage: 1\.09% \(average against the best offer, R830 000\.00\)[\s\S]*ceiling of 1%/);
    await world.clock.advance(700);
    expect((await press(world, next)).kind).toBe('askedAgain');
    expect(world.desk.calls).toEqual([]);
  });

  it('a card that showed no Confirm asks again even when the book has filled up', async () => {
    const world = await scene(rich(market()), at('830000', '839000'));
    await press(world);
    world.book = at('830000');
    await world.clock.advance(700);
    const next = world.latest();
    expect((await press(world, next)).kind).toBe('askedAgain');
    expect(shown(world.latest())).not.toMatch(/ceiling/);
  });

  it('is judged by the ceiling the user has set', async () => {
    const world = await scene(rich(market()), at('830000', '834000'));
    await world.set({ slippageCeiling: d('0.4') });
    expect((await press(world)).kind).toBe('askedAgain');
    expect(shown(world.latest())).toMatch(/ceiling of 0\.4%/);
  });
});

describe('a limit order', () => {
  it.each<[string, number, LivePrice | undefined, string]>([
    ['59 s old', 59_000, at('830000'), 'claimed'],
    ['without a book in sync', 59_000, undefined, 'claimed'],
    ['0.5% above the best offer', 0, at('825870.647'), 'claimed'],
    ['0.51% above the best offer', 0, at('825788'), 'askedAgain'],
    ['far below the best offer', 0, at('900000'), 'claimed'],
  ])('%s', async (_, ageMs, book, kind) => {
    const world = await scene(buy(), book);
    world.clock.set(start + ageMs);
    expect((await press(world)).kind).toBe(kind);
  });

  it('says what has changed, and is sent as it is when confirmed again', async () => {
    const world = await scene(buy(), at('800000'));
    await press(world);
    const next = world.latest();
    expect(next.request).toMatchObject({ order: { price: '830000', volume: '0.01' }, estimate: { total: '8300', bestPrice: '800000' } });
    expect(shown(next)).toMatch(/buying at R830 000\.00 stands 3\.75% above it and fills at once/);
    await world.clock.advance(1000);
    expect((await press(world, next)).kind).toBe('claimed');
  });

  it('does not ask when it stood beyond the market already when it was drawn', async () => {
    const request = buy();
    if (request.kind !== 'placeOrder') throw new Error('not an order');
    const world = await scene({ ...request, estimate: { ...request.estimate, bestPrice: d('800000') } }, at('799000'));
    expect((await press(world)).kind).toBe('claimed');
  });
});

describe('a post-only order', () => {
  const postOnly = (): ActionRequest => {
    const request = buy();
    return request.kind === 'placeOrder' ? { ...request, order: { ...request.order, postOnly: true } } : request;
  };

  it.each<[string, LivePrice | undefined, string]>([
    ['far below the best offer', at('900000'), 'claimed'], ['a cent below the best offer', at('830000.01'), 'claimed'], ['without a book in sync', undefined, 'claimed'], ['with nobody on the other side', {}, 'claimed'],
    ['at the best offer', at('830000'), 'held'], ['above the best offer', at('829999.99'), 'held'],
  ])('%s', async (_, book, kind) => {
    const world = await scene(postOnly(), book);
    expect((await press(world)).kind).toBe(kind);
    await world.clock.advance(0);
    expect(world.desk.calls.filter(({ name }) => name === 'createOrder').map(({ input }) => input)).toEqual(kind === 'claimed' ? [expect.objectContaining({ postOnly: true, price: '830000' })] : []);
  });

  it('that would trade says so, and goes when the price has moved away', async () => {
    const world = await scene(postOnly(), at('830000'));
    await press(world);
    expect(shown(world.draft(world.first.id))).toMatch(/Nothing was sent: this order is post-only/);
    world.book = at('831000');
    expect((await press(world)).kind).toBe('claimed');
  });

  it.each<[string, LivePrice, readonly string[]]>([
    ['stands at its price', at('829000'), ['nobody.knows', 'own.wouldMatch']], ['stands elsewhere', at('900000'), ['nobody.knows']],
  ])('refused in words nobody knows is explained only where the other side %s by then', async (_, book, reason) => {
    const world = await scene(postOnly(), at('900000'));
    world.desk.next('createOrder', () => { world.book = book; throw new RefusedError(422, ['nobody.knows'], 'createOrder'); });
    await press(world);
    await world.clock.advance(0);
    expect(world.draft(world.first.id)).toMatchObject({ state: 'refused', reason });
  });
});

describe('two cards on one message', () => {
  it('leave one that can be confirmed: the later, whose words the earlier never paints over', async () => {
    const world = await scene(buy(), at('900000'));
    const second = await world.actions.draft(1, buy('own-2'));
    await world.actions.attachCard(1, second.id, card);
    expect([world.draft(world.first.id).state, (await press(world)).kind]).toEqual(['replaced', 'askedAgain']);
    const rows = world.record().outbox.length;
    await world.clock.advance(59_000);
    expect((await press(world, second)).kind).toBe('claimed');
    await world.clock.advance(10_000);
    expect(world.record().outbox.slice(rows).every((row) => row.data['draftId'] === second.id)).toBe(true);
    expect(world.desk.count('createOrder')).toBe(1);
  });
});

describe('an order whose storing takes long', () => {
  it('is not sent more than ten seconds after the tap', async () => {
    const world = await scene(rich(market()), at('830000'));
    const end = world.store.onChange(() => { end(); world.clock.set(start + 10_001); });
    await press(world);
    await world.clock.advance(0);
    expect(world.desk.calls).toEqual([]);
    expect(world.draft(world.first.id)).toMatchObject({ state: 'refused', reason: ['own.tooLate'] });
  });
});
