// /cancel: asks the exchange to cancel one order; it is cancelled only when the stream or a read says so.
import { cancels, type Draft, type DraftState, type MoveToBest } from '../../src/model/draft.js';
import { isNotFound } from '../../src/model/errors.js';
import { isFinal, type Order } from '../../src/model/trading/order.js';
import type { Rich } from '../../src/model/message.js';
import type { UserRecord } from '../../src/model/user.js';
import { draftCard } from '../../src/text/cards/draftCard.js';
import { speak } from '../../src/text/index.js';
import type { Reply, Request } from '../../src/bot/command.js';
import type { CapeCommand, Core } from '../core.js';
import { deskOf, exampleOrder } from './desk.js';
import { misused } from '../answers/misused.js';
import { outside } from '../../src/text/outside.js';

export const cancel: CapeCommand = {
  name: 'cancel', aliases: [], family: 'trade', access: 'linked', where: 'private', offered: { instead: 'orders' }, inPractice: 'works', whileLocked: true,
  summary: 'help.cancel', usage: 'cancel <order id>',
  examples: (core, user) => [`cancel ${exampleOrder(deskOf(core, user))}`],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    const id = request.words[0]?.replace(/^#/, '');
    if (id === undefined) return misusedId(say('cancel.which'), cancel, request, core);
    const bad = refuseId(request, core, id, cancel);
    return bad ?? cancelOne(request, core, id);
  },
};

/** Why an id cannot be an order of the account in use, with how to use the command; undefined when it can. */
export function refuseId(request: Request, core: Core, id: string, command: CapeCommand): Reply | undefined {
  const refused = deskOf(core, request.user).refuseId(speak(request.user.settings.language), id);
  return refused === undefined || refused.buttons !== undefined ? refused : misusedId(refused.text, command, request, core);
}

/** How to use a command that takes an order's id; where there is no order yet the example's id is made up, so none is shown. */
export function misusedId(why: Rich, command: CapeCommand, request: Request, core: Core): Reply {
  const hasOrder = deskOf(core, request.user).latestOrder() !== undefined;
  return misused(why, hasOrder ? command : { ...command, examples: () => [] }, request, core);
}

/** The cancellations that were asked for here and may still be carried out. */
const underWay: ReadonlySet<DraftState> = new Set(['confirmed', 'sending', 'accepted']);

/** True while a cancellation of this order is under way; one of unknown outcome may be asked for again. */
export const isCancelling = ({ drafts, account }: UserRecord, orderId: string): boolean =>
  account.orders[orderId]?.cancelAskedAt !== undefined || Object.values(drafts).some((draft) => underWay.has(draft.state) && cancels(draft, orderId));

/** Reads the order first: cancelling one that has ended is answered by the exchange as if it had worked. */
export async function cancelOne(request: Request, core: Core, id: string): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const order = await findOrder(request, core, id);
  if (order === undefined) return deskOf(core, request.user).notFound(say, id);
  if (isFinal(order.state)) return { text: say('cancel.ended', { id: outside(order.id), state: say(`state.${order.state as 'done' | 'cancel' | 'reject'}`) }) };
  return showCancel(request, core, await askCancel(request, core, order.id));
}

/** Asks for the cancellation, once; the draft that follows it to its end. @throws UnavailableError when stopping or not durable */
export async function askCancel(request: Request, core: Core, orderId: string, move?: MoveToBest): Promise<Draft> {
  const draft = await core.actions.draft(request.user.id, deskOf(core, request.user).cancelling(orderId, move));
  const claimed = await core.actions.confirm(request.user.id, draft.id);
  return claimed.kind === 'unknownDraft' ? draft : claimed.draft;
}

/** The card of a cancellation, which is edited as it goes. */
export function showCancel(request: Request, core: Core, draft: Draft): Reply {
  const say = speak(request.user.settings.language);
  return { ...draftCard(say, draft, { now: core.clock.now(), timeZone: request.user.settings.timeZone }), draftId: draft.id };
}

/** Fresh from the exchange; undefined when it knows no such order of this user. @throws as Accounts.order for the rest */
export async function findOrder(request: Request, core: Core, id: string): Promise<Order | undefined> {
  try {
    return await deskOf(core, request.user).reads.order(request.user.id, id);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
