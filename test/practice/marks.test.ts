// Every card and push of practice says so in its first line, in every language; no real one does.
import { describe, expect, it } from '@jest/globals';
import { newDraft } from '../../src/actions/drafts/newDraft.js';
import type { ActionRequest, DraftState } from '../../src/model/draft.js';
import { newUser } from '../../src/model/user.js';
import { kinds } from '../../src/notifications/kinds/index.js';
import type { OrderFilled } from '../../src/notifications/kinds/orderFilled.js';
import { draftCard } from '../../src/text/cards/draftCard.js';
import { languages, speak } from '../../src/text/index.js';
import { buy, payout } from '../actions/world.js';
import { d, start, wanted } from './samples.js';

const states: readonly DraftState[] = ['drafted', 'expired', 'dismissed', 'replaced', 'refused', 'open', 'partlyFilled', 'filled', 'cancelled'];
const move = { market: 'btczar', side: 'buy', base: 'btc' } as const;
const practised: readonly ActionRequest[] = [
  wanted({ price: '90' }), wanted({ price: '90', side: 'sell', postOnly: true }), wanted(), { ...wanted(), fees: { maker: d('-0.0001'), taker: d('0.002'), learnt: true } },
  { kind: 'practiceCancel', orderId: 'P1' }, { kind: 'practiceCancel', orderId: 'P1', move }, { kind: 'practiceCancelAll', orderIds: ['P1', 'P2'] }, { kind: 'practiceCancelAll', orderIds: ['P1'], market: 'btczar', side: 'buy' },
];
const real: readonly ActionRequest[] = [buy(), buy('own', { type: 'market' }), { kind: 'cancelOrder', orderId: '7', move }, { kind: 'cancelAll', orderIds: ['7', '8'] }, payout(), { kind: 'deleteBeneficiary', beneficiaryId: '1', name: 'x', currency: 'btc' }];
const executed = { volume: d('0.4'), averagePrice: d('100'), remaining: d('0.6') };

function textsOf(language: string, request: ActionRequest): readonly string[] {
  return states.flatMap((state) => [{}, { executed, orderId: 'P1' }, { held: { why: 'noPrice' as const, at: start } }, { change: { why: 'moved' as const, from: d('99'), to: d('100') } }, { reason: ['own.practiceOrders'] }].map((more) =>
    draftCard(speak(language), { ...newDraft('dddddddddddddddddddddd', request, start), ...more, state }, { now: start, timeZone: 'Africa/Johannesburg' }).text.text));
}

describe.each(Object.keys(languages))('in %s', (language) => {
  const mark = speak(language)('practice.mark').text;

  it.each(practised.map((request, index) => [index, request.kind, request] as const))('card %i of practice, %s, has the mark first in each of its states, once', (_index, _kind, request) => {
    for (const text of textsOf(language, request)) expect([text.split('\n')[0], text.split('🧪').length]).toEqual([mark, 2]);
  });

  it.each(real.map((request, index) => [index, request.kind, request] as const))('real card %i, %s, never has it', (_index, _kind, request) => {
    for (const text of textsOf(language, request)) expect(text).not.toContain('🧪');
  });

  it('the push of a practice fill has it, and is otherwise that of a real one', () => {
    const data: OrderFilled = { orderId: 'P1', market: 'btczar', base: 'btc', quote: 'zar', side: 'buy', amount: d('0.4'), orderAmount: d('1'), averagePrice: d('100'), total: d('40'), fee: d('0.0008'), feeCurrency: 'btc', remaining: d('0.6'), final: false, pricePrecision: 2 };
    const context = { say: speak(language), user: newUser(1, 11, 'Ann', start), now: start };
    const [own, others] = [kinds.practiceFilled.render(data, context), kinds.orderFilled.render(data, context)];
    expect(own?.text.text).toBe(`${mark}\n${others?.text.text ?? ''}`);
    expect(others?.text.text).not.toContain('🧪');
  });
});
