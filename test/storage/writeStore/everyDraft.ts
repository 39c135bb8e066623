// A draft of every kind of money action in every state that its arrows lead to, each walked there from its drawing.
import { canMove, dismiss, expire, hold, isForExchange, isPractice, markAccepted, markAsked, markNotPlaced, markRefused, markSeen, markSending, markUnknown, replace } from '../../../src/actions/draft.js';
import { claim, markPractised } from '../../../src/actions/drafts/claim.js';
import { newDraft, newDraftAfter } from '../../../src/actions/drafts/newDraft.js';
import { putDraft, tellDraft } from '../../../src/actions/drafts/draftRecord.js';
import type { Sealed } from '../../../src/model/account.js';
import { isPracticeKind, type ActionKind, type Draft, type DraftState } from '../../../src/model/draft.js';
import { decimal as d } from '../../../src/model/money.js';
import type { UserRecord } from '../../../src/model/user.js';
import { hex, marketOrder, requests, start } from './requests.js';

const states: readonly DraftState[] = [
  'drafted', 'expired', 'dismissed', 'replaced', 'confirmed', 'sending', 'accepted', 'refused', 'unknown', 'open', 'partlyFilled', 'filled', 'cancelled', 'rejected', 'notPlaced', 'done',
];
const stepMs = 100;

/** 22 characters of base64url, as those drawn at random have. */
const idOf = (name: string): string => Buffer.from(hex(name), 'hex').toString('base64url').slice(0, 22);

/** What an order has come to, where the state is of one. */
const executed = { volume: d('0.004'), averagePrice: d('829000'), remaining: d('0.006') };

function seen(draft: Draft): Pick<Draft, 'orderId' | 'executed' | 'result'> {
  switch (draft.request.kind) {
    case 'redeemVoucher': return { result: { kind: 'voucher', credited: d('440'), originAmount: d('500'), change: { voucherId: 'kept-1', amount: d('60'), expiry: '2026-11-21' } } };
    case 'createBeneficiary': return { orderId: '871', result: { kind: 'beneficiary', state: 'pending' } };
    default: return { orderId: '173757', executed };
  }
}

function step(draft: Draft, state: DraftState, now: number): Draft {
  switch (state) {
    case 'drafted': return draft;
    case 'confirmed': return claim(draft, draft.card, now);
    case 'sending': if (isForExchange(draft)) return markSending(draft, now); break;
    case 'expired': return expire(draft, now, ['own.otherKey']);
    case 'dismissed': return dismiss(draft, draft.card, now);
    case 'replaced': return replace(draft, idOf('successor'), now);
    case 'accepted': return markAccepted(draft, '173757', now);
    case 'refused': return isPractice(draft) ? markPractised(draft, (one) => markRefused(one, ['own.practiceOrders'], now), draft.card, now) : markRefused(draft, ['market.account.insufficient_balance'], now);
    case 'unknown': return markAsked(markUnknown(draft, ['timeout'], now, now + 2000), true, now + 4000);
    case 'notPlaced': return markNotPlaced(draft, ['own.notSeen'], now);
    default: return isPractice(draft) && draft.state === 'drafted' ? markPractised(draft, (one) => markSeen(one, state, seen(draft), now), draft.card, now) : markSeen(draft, state, seen(draft), now);
  }
  throw new Error(`no way to ${state}`);
}

/** The states on the shortest way from drafted. */
function wayTo(kind: ActionKind, draft: Draft, wanted: DraftState): readonly DraftState[] | undefined {
  const ways: DraftState[][] = [['drafted']];
  const met = new Set<DraftState>();
  for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
    const last = way.at(-1) ?? 'drafted';
    if (last === wanted) return way;
    for (const next of states.filter((state) => !met.has(state) && canMove({ ...draft, state: last }, state))) {
      met.add(next);
      ways.push([...way, next]);
    }
  }
  if (!isPracticeKind(kind)) throw new Error(`${kind} never comes to ${wanted}`);
  return undefined;
}

/** The record with all of them; those of orders are told as well. */
export function withEveryDraft(record: UserRecord, voucherPin: Sealed): UserRecord {
  let next = record;
  let messageId = 1000;
  for (const kind of Object.keys(requests) as ActionKind[]) {
    for (const state of states) {
      const name = `${kind}-${state}`;
      let drawn: Draft = { ...newDraft(idOf(name), requests[kind](name, voucherPin), start, isPracticeKind(kind) ? undefined : record.account.since), card: { chatId: record.chatId, messageId: (messageId += 1) } };
      const way = wayTo(kind, drawn, state);
      if (way === undefined) continue;
      for (const [index, one] of way.entries()) {
        drawn = step(drawn, one, start + index * stepMs);
        next = (kind === 'placeOrder' && index > 0 ? tellDraft : putDraft)(next, drawn, start + index * stepMs);
      }
    }
  }
  return withOddDrafts(next, messageId);
}

/** Drafts that are in no other state and yet look different: asked again, held back, left behind with their account, of an earlier day's making. */
function withOddDrafts(record: UserRecord, lastMessageId: number): UserRecord {
  const at = (offset: number): { readonly chatId: number; readonly messageId: number } => ({ chatId: record.chatId, messageId: lastMessageId + offset });
  const old = newDraft(idOf('old'), marketOrder('old'), start, record.account.since);
  const again = newDraftAfter(old, idOf('successor'), marketOrder('again'), { why: 'moved', from: d('829000'), to: d('829600') }, at(1), start + stepMs);
  const held = hold(newDraft(idOf('held'), marketOrder('held'), start), 'thin', at(2), start + stepMs);
  const sending = step(step(newDraft(idOf('left'), marketOrder('left'), start, 1), 'confirmed', start + 1), 'sending', start + 2);
  const left: Draft = { ...step(sending, 'unknown', start + 3), card: at(3), leftBehind: { tail: '9z8y' } };
  const many: Draft = { ...step(step(newDraft(idOf('many'), requests.cancelAll('many', '' as Sealed), start), 'confirmed', start + 1), 'sending', start + 2), card: at(4), endedOrders: ['173757'] };
  return [again, held, left, many].reduce(putDraft, record);
}
