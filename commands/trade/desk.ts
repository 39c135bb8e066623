// Where a trading command trades: at the linked account, or at the practice account while practice is on. Chosen here and nowhere else.
import type { Accounts } from '../../src/accounts/accounts.js';
import type { Reply } from '../../src/bot/command.js';
import { runData } from '../../src/model/callback.js';
import type { ActionRequest, MoveToBest, OrderEstimate, OrderRequest } from '../../src/model/draft.js';
import { roleRatesOf, type RoleRates } from '../../src/model/trading/feeRate.js';
import type { MarketId } from '../../src/model/trading/market.js';
import { isFinal, type Side } from '../../src/model/trading/order.js';
import { isPracticeOrderId, isPractising, practiceRates } from '../../src/model/practice.js';
import type { UserRecord } from '../../src/model/user.js';
import { practiceFees } from '../../src/practice/practiceFees.js';
import type { Say } from '../../src/text/index.js';
import { outside } from '../../src/text/outside.js';
import type { Core } from '../core.js';

/** What is read of an account to trade with it; both the linked and the practice account answer it. */
export type DeskReads = Pick<Accounts, 'balances' | 'openOrders' | 'order' | 'trades' | 'orderTrades'>;

export interface Desk {
  readonly isPractice: boolean;
  readonly reads: DeskReads;
  /** What this account is charged, by role, where it is known. */
  feeRates(market: MarketId, side: Side): RoleRates;
  placing(order: OrderRequest, estimate: OrderEstimate): ActionRequest;
  cancelling(orderId: string, move?: MoveToBest): ActionRequest;
  cancellingAll(filter: { readonly market?: MarketId; readonly side?: Side }, orderIds: readonly string[]): ActionRequest;
  /** For the examples: an order that is open, one of any state, and what an id looks like where there is none. */
  openOrder(): string | undefined;
  latestOrder(): string | undefined;
  readonly sampleId: string;
  /** Why an id cannot be one of this account's; undefined when it can. */
  refuseId(say: Say, id: string): Reply | undefined;
  notFound(say: Say, id: string): Reply;
}

export const deskOf = (core: Pick<Core, 'accounts' | 'practice'>, user: UserRecord): Desk => (isPractising(user) ? practiceDesk(core.practice, user) : realDesk(core.accounts, user));

export const exampleOrder = (desk: Desk): string => desk.openOrder() ?? desk.sampleId;

function realDesk(reads: DeskReads, user: UserRecord): Desk {
  return {
    isPractice: false, reads,
    feeRates: (market, side) => roleRatesOf(user.account, market, side),
    placing: (order, estimate) => ({ kind: 'placeOrder', order, estimate }),
    cancelling: (orderId, move) => ({ kind: 'cancelOrder', orderId, ...(move === undefined ? {} : { move }) }),
    cancellingAll: (filter, orderIds) => ({ kind: 'cancelAll', ...filter, orderIds }),
    openOrder: () => Object.values(user.account.orders).find((one) => !isFinal(one.order.state))?.order.id,
    latestOrder: () => Object.keys(user.account.orders).at(-1),
    sampleId: '173757',
    refuseId(say, id) {
      if (isPracticeOrderId(id)) return { text: say('practice.ofPractice', { id: outside(id, 40) }), buttons: [[{ label: say('practice.button.on').text, data: runData('practice on') }]] };
      return isExchangeOrderId(id) ? undefined : { text: say('cancel.badId', { id: outside(id, 40) }) };
    },
    notFound: (say, id) => ({ text: say('cancel.notFound', { id: outside(id) }) }),
  };
}

function practiceDesk(reads: DeskReads, user: UserRecord): Desk {
  return {
    isPractice: true, reads,
    feeRates: (market, side) => practiceRates(practiceFees(user, market, side)),
    placing: (order, estimate) => ({ kind: 'practiceOrder', order, estimate, fees: practiceFees(user, order.market, order.side) }),
    cancelling: (orderId, move) => ({ kind: 'practiceCancel', orderId, ...(move === undefined ? {} : { move }) }),
    cancellingAll: (filter, orderIds) => ({ kind: 'practiceCancelAll', ...filter, orderIds }),
    openOrder: () => user.practice?.orders.findLast(({ order }) => !isFinal(order.state))?.order.id,
    latestOrder: () => user.practice?.orders.at(-1)?.order.id,
    sampleId: 'P1',
    refuseId(say, id) {
      if (isExchangeOrderId(id)) return { text: say('practice.realOrder', { id: outside(id, 40) }), buttons: [[{ label: say('practice.button.off').text, data: runData('practice off') }]] };
      return isPracticeOrderId(id) ? undefined : { text: say('practice.badId', { id: outside(id, 40) }) };
    },
    notFound: (say, id) => ({ text: say('practice.notFound', { id: outside(id) }) }),
  };
}

/** True for the exchange's number of an order, or its uuid. */
const isExchangeOrderId = (id: string): boolean => /^(\d{1,18}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.test(id);
