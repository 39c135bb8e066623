// /cancel: asks the exchange to cancel one order; it is cancelled only when the stream or a read says so.
import { cancels, type ActionRequest, type Draft, type DraftState } from '../src/model/draft.js';
import { RefusedError } from '../src/model/errors.js';
import { isFinal, type Order } from '../src/model/order.js';
import type { UserRecord } from '../src/model/user.js';
import { draftCard } from '../src/text/draftCard.js';
import { speak } from '../src/text/index.js';
import { clean } from '../src/text/rich.js';
import type { Reply, Request } from '../src/bot/command.js';
import type { CapeCommand, Core } from './core.js';
import { misused } from './misused.js';

export const cancel: CapeCommand = {
  name: 'cancel', aliases: [], family: 'trade', access: 'linked', where: 'private', whileLocked: true,
  summary: 'help.cancel', usage: 'cancel <order id>',
  examples: (_core, user) => [`cancel ${Object.values(user.account.orders).find((one) => !isFinal(one.order.state))?.order.id ?? '173757'}`],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    const id = request.words[0]?.replace(/^#/, '');
    if (id === undefined) return misused(say('cancel.which'), cancel, request, core);
    if (!isOrderId(id)) return misused(say('cancel.badId', { id: clean(id, 40) }), cancel, request, core);
    return cancelOne(request, core, id);
  },
};

/** True for the exchange's number of an order, or its uuid. */
export const isOrderId = (id: string): boolean => /^(\d{1,18}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.test(id);

/** The cancellations that were asked for here and may still be carried out. */
const underWay: ReadonlySet<DraftState> = new Set(['confirmed', 'sending', 'accepted']);

/** True while a cancellation of this order is under way; one of unknown outcome may be asked for again. */
export const isCancelling = ({ drafts, account }: UserRecord, orderId: string): boolean =>
  account.orders[orderId]?.cancelAskedAt !== undefined || Object.values(drafts).some((draft) => underWay.has(draft.state) && cancels(draft, orderId));

/** Reads the order first: cancelling one that has ended is answered by the exchange as if it had worked. */
export async function cancelOne(request: Request, core: Core, id: string): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const order = await findOrder(request, core, id);
  if (order === undefined) return { text: say('cancel.notFound', { id }) };
  if (isFinal(order.state)) return { text: say('cancel.ended', { id: order.id, state: say(`state.${order.state as 'done' | 'cancel' | 'reject'}`) }) };
  return showCancel(request, core, await askCancel(request, core, { kind: 'cancelOrder', orderId: order.id }));
}

/** Asks the exchange to cancel, once; the draft that follows it to its end. @throws UnavailableError when stopping or not durable */
export async function askCancel(request: Request, core: Core, action: Extract<ActionRequest, { readonly kind: 'cancelOrder' }>): Promise<Draft> {
  const draft = await core.actions.draft(request.user.id, action);
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
    return await core.accounts.order(request.user.id, id);
  } catch (error) {
    if (error instanceof RefusedError && error.status === 404) return undefined;
    throw error;
  }
}
