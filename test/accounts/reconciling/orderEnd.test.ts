// When the end of an order is pushed, and when the card of its cancellation says it already.
import { describe, expect, it } from '@jest/globals';
import { cardWaitMs } from '../../../src/accounts/reconciling/orderEnd.js';
import { reconcile, reconcileAll } from '../../../src/accounts/reconciling/reconciler.js';
import { newDraft } from '../../../src/actions/drafts/newDraft.js';
import type { ActionRequest, Draft } from '../../../src/model/draft.js';
import type { UserRecord } from '../../../src/model/user.js';
import { contextAt, linkedUser, order, rowsOf, start, trade, withFee } from '../samples.js';

const one: ActionRequest = { kind: 'cancelOrder', orderId: '77' };
const all: ActionRequest = { kind: 'cancelAll', orderIds: ['76', '77'] };
const carded: Partial<Draft> = { state: 'accepted', sentAt: start + 1500, card: { chatId: 7, messageId: 3 } };

/** What is told when order 77 ends as `end`, `filled` of it filled, while there is this cancellation. */
function toldOf(request: ActionRequest, over: Partial<Draft>, { filled = '0', end = 'cancel' }: { filled?: string; end?: string } = {}): UserRecord {
  const draft: Draft = { ...newDraft('draft', request, start + 1000), ...over };
  const events = [
    { type: 'order', order: order(), source: 'stream' } as const,
    ...(filled === '0' ? [] : [{ type: 'trades', trades: [withFee(trade())], source: 'stream' } as const]),
    { type: 'order', order: order({ state: end, executed: filled, updatedAt: start + 2000 }), source: 'stream' } as const,
  ];
  return reconcileAll({ ...linkedUser(), drafts: { draft } }, events, contextAt(start + 2500)).record;
}

it.each<[string, ActionRequest, Partial<Draft>]>([
  ['the order', one, carded], ['the order, before the answer came', one, { ...carded, state: 'sending' }],
  ['the order, and the answer was unclear', one, { ...carded, state: 'unknown' }], ['all orders', all, carded],
])('nothing filled and the user cancelled %s here: the card is edited and nothing is pushed', (_name, request, over) => {
  const record = toldOf(request, over);
  expect(rowsOf(record, 'orderEnded')).toEqual([]);
  expect(record.account.orders['77']?.endTold).toBe(true);
  if (request === one) expect(rowsOf(record, 'orderCard')).toHaveLength(1);
});

it.each<[string, ActionRequest, Partial<Draft>]>([
  ['of another order', { kind: 'cancelOrder', orderId: '78' }, carded], ['of all orders but this', { kind: 'cancelAll', orderIds: ['76'] }, carded],
  ['only drafted', one, { state: 'drafted' }], ['dismissed', one, { ...carded, state: 'dismissed' }], ['confirmed and not sent', one, { state: 'confirmed', card: { chatId: 7, messageId: 3 } }],
  ['refused', one, { ...carded, state: 'refused' }], ['found not to have been done', one, { ...carded, state: 'notPlaced' }],
])('a cancellation %s leaves the push as it is', (_name, request, over) => {
  expect(rowsOf(toldOf(request, over), 'orderEnded')).toHaveLength(1);
});

it.each<[string, { filled?: string; end?: string }]>([['a part was filled', { filled: '0.4' }], ['the exchange rejected it', { end: 'reject' }]])('%s: pushed all the same', (_name, how) => {
  expect(rowsOf(toldOf(one, carded, how), 'orderEnded')).toHaveLength(1);
});

describe('a cancellation whose card Telegram has not taken yet', () => {
  const uncarded: Partial<Draft> = { state: 'accepted', sentAt: start + 1500 };
  const later = (record: UserRecord, ms: number): UserRecord => reconcile(record, { type: 'leftEnds' }, contextAt(start + 2500 + ms)).record;

  it.each<[string, ActionRequest]>([['one order', one], ['all orders', all]])('of %s is waited for, and tells the end when it has come', (_name, request) => {
    const record = toldOf(request, uncarded);
    expect(rowsOf(record, 'orderEnded')).toEqual([]);
    const { draft } = record.drafts;
    const carried = { ...record, drafts: { draft: { ...draft!, card: { chatId: 7, messageId: 3 } } } };
    const after = later(carried, cardWaitMs);
    expect(rowsOf(after, 'orderEnded')).toEqual([]);
    expect(later(after, 10 * cardWaitMs)).toBe(after);
  });

  it('that never comes leaves the push owed, once', () => {
    const record = toldOf(one, uncarded);
    expect(later(record, cardWaitMs - 1)).toBe(record);
    const after = later(record, cardWaitMs);
    expect(rowsOf(after, 'orderEnded')).toMatchObject([{ id: 'end:77', data: { orderId: '77', amount: '1', executed: '0' } }]);
    expect(later(after, 2 * cardWaitMs)).toBe(after);
  });
});
