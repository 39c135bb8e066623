// What must be so after a storm: sent at most once, everything told truly, nothing acknowledged lost, no false alarm.
import { isUnexplained, restOf } from '../../src/accounts/reconciling/unexplained.js';
import { isCredited } from '../../src/model/payments/deposit.js';
import type { Draft, DraftState } from '../../src/model/draft.js';
import { sum } from '../../src/model/money.js';
import type { Order } from '../../src/model/trading/order.js';
import type { UserRecord } from '../../src/model/user.js';
import { draftCard } from '../../src/text/cards/draftCard.js';
import { speak } from '../../src/text/index.js';
import { lateDeposits } from './depositDelays.js';
import { falseUnexplained } from './silentChanges.js';
import { cents, countRepeats, readAlert, readCredit, readEnd, readFill } from './told.js';
import { isTrusted } from './world/books.js';
import { untrueEarnings } from './world/earnings.js';
import { isPayout, paidTwice, untoldPayouts, wrongPayout } from './payoutInvariants.js';
import type { VenueOrder } from './world/venue.js';
import type { World } from './world/world.js';

/** A sentence for each thing that is not as it must be. */
export type Problems = readonly string[];

/** Never allowed, at any moment. */
export function breaches(world: World): Problems {
  const { record } = world;
  return [
    ...[...world.venue.creates].filter(([, times]) => times > 1).map(([id, times]) => `the order ${id} was sent ${times} times`),
    ...paidTwice(world),
    ...tooManyRepeats(world),
    ...(world.setAside.length > 0 ? [`files were damaged: ${world.setAside.join(', ')}`] : []),
    ...(record === undefined ? [] : [...brokenPromises(world, record), ...falseAlarms(world, record)]),
    ...falseNews(world),
    ...falseUnexplained(world),
    ...lateDeposits(world),
  ];
}

/** Must be so once the world has been calm for long enough. */
export function owed(world: World): Problems {
  const { record } = world;
  if (record === undefined) return ['the program does not run'];
  const drafts = Object.values(record.drafts);
  const open = [
    ...drafts.flatMap((draft) => wrongEnd(world, draft)),
    ...untoldOrders(world, record),
    ...untoldDeposits(world),
    ...untoldPayouts(world),
    ...(record.outbox.length > 0 ? [`${record.outbox.length} messages still wait`] : []),
    ...missedAlerts(world, record),
    ...untoldAlerts(world, record),
    ...untrueEarnings(world),
    ...unevenLedger(record),
  ];
  // Cards are true once nothing else is owed: before that there is no need to draw them all.
  return open.length > 0 ? open : drafts.flatMap((draft) => wrongCard(world, record, draft));
}

/** What all known events make of each balance is what it is, but for figures that were cut and fees that are not known. */
function unevenLedger({ account: { openRests = {} } }: UserRecord): Problems {
  return Object.entries(openRests).flatMap(([currency, one]) => (isUnexplained(one) ? [`${restOf(one)} of ${currency} is explained by nothing that is known`] : []));
}

function tooManyRepeats({ chat, tally }: World): Problems {
  const allowed = tally.of('kills') + tally.of('powerLosses') + tally.of('chat.deliveredThenTimeOut');
  const { repeats, what } = countRepeats(chat.messages);
  return [
    ...(repeats > allowed ? [`${repeats} repeats (${what.join(', ')}) where ${allowed} are allowed`] : []),
    ...unmarkedRepeats(chat.messages.map(({ firstText }) => firstText)),
  ];
}

/** An alert has no number of its own: told again, it says so. */
function unmarkedRepeats(texts: readonly string[]): Problems {
  const seen = new Set<string>();
  return texts.flatMap((text) => {
    const threshold = readAlert(text);
    if (threshold === undefined) return [];
    const isUnmarked = seen.has(threshold) && !text.includes('Sent again (ref ');
    seen.add(threshold);
    return isUnmarked ? [`the alert at ${threshold} was told twice as if it were new`] : [];
  });
}

const notStarted: ReadonlySet<DraftState> = new Set(['drafted', 'expired', 'dismissed', 'replaced']);

function brokenPromises({ person, venue }: World, record: UserRecord): Problems {
  const { drafts, alerts, schedules } = person.acknowledged;
  const problems: string[] = [];
  if (record.link === undefined) problems.push('the link is gone');
  for (const [id, said] of drafts) {
    const draft = record.drafts[id];
    if (draft === undefined) problems.push(`draft ${id} is gone`);
    else if (said === 'claimed' ? notStarted.has(draft.state) : draft.state !== said) problems.push(`draft ${id} was ${said} and is ${draft.state}`);
    if (said !== 'claimed' && draft?.request.kind === 'placeOrder' && venue.creates.has(draft.request.order.customOrderId)) problems.push(`draft ${id} was ${said} and sent`);
  }
  for (const id of alerts) if (record.alerts[id] === undefined) problems.push(`alert ${id} is gone`);
  const last = schedules.findLastIndex((wish) => wish.acknowledged);
  if (last >= 0 && !schedules.slice(last).some((wish) => wish.time === record.schedule?.time)) problems.push('the schedule is gone');
  return problems;
}

function falseAlarms({ books }: World, record: UserRecord): Problems {
  const fired = Object.values(record.alerts).filter((alert) => alert.fired !== undefined && !books.trusted.has(alert.fired.price));
  return fired.map((alert) => `alert ${alert.id} fired at a price of no trusted book`);
}

/** Fills of orders that are not there, or more of them than there are. */
function falseNews({ chat, venue }: World): Problems {
  return chat.messages.flatMap(({ text }) => {
    const fill = readFill(text);
    if (fill !== undefined) {
      const found = venue.find(fill.orderId);
      if (found === undefined || !amountsOf(found).has(fill.filled)) return [`a fill was told that never was: ${fill.filled} of order ${fill.orderId}`];
    }
    const credit = readCredit(text);
    if (credit !== undefined && !venue.deposits.some(({ deposit }) => deposit.id === credit && isCredited(deposit.state))) return [`deposit ${credit} was told as credited`];
    return [];
  });
}

/** Every sum of some of the order's trades: frames and lists may bring them in any order. */
function amountsOf({ trades }: VenueOrder): ReadonlySet<string> {
  let sums = new Set<string>(['0']);
  for (const trade of trades) sums = new Set([...sums, ...[...sums].map((one) => sum([one as Order['price'] & string, trade.amount]))]);
  return sums;
}

/** What the exchange's truth makes of a draft. */
function truthOf({ order }: VenueOrder): DraftState {
  if (order.state === 'done') return 'filled';
  if (order.state === 'cancel') return 'cancelled';
  if (order.state === 'reject') return 'rejected';
  return order.executedVolume === '0' ? 'open' : 'partlyFilled';
}

const nothingCame: ReadonlySet<DraftState> = new Set(['expired', 'dismissed', 'replaced', 'refused', 'notPlaced']);
const cancelEnds: ReadonlySet<DraftState> = new Set([...nothingCame, 'cancelled', 'filled', 'rejected']);

function wrongEnd(world: World, draft: Draft): Problems {
  if (draft.request.kind === 'withdraw' || draft.request.kind === 'payInvoice') return wrongPayout(world, draft);
  const { venue } = world;
  if (draft.request.kind !== 'placeOrder') return cancelEnds.has(draft.state) ? [] : [`the cancellation ${draft.id} is ${draft.state}`];
  const { customOrderId } = draft.request.order;
  const found = venue.orders.find(({ order }) => order.customOrderId === customOrderId);
  if (found === undefined) return nothingCame.has(draft.state) ? [] : [`draft ${draft.id} is ${draft.state}, and the exchange has no such order`];
  const truth = truthOf(found);
  // An order accepted long after it was given up, and ended without a fill before anybody saw it: the same to the person.
  if (draft.state === 'notPlaced' && found.trades.length === 0 && (truth === 'rejected' || truth === 'cancelled')) return [];
  return draft.state === truth ? [] : [`draft ${draft.id} is ${draft.state}, and its order ${found.order.id} is ${truth}`];
}

function wrongCard({ chat, clock }: World, record: UserRecord, draft: Draft): Problems {
  // The message of a replaced draft shows the one that took its place.
  const message = draft.card === undefined || draft.state === 'replaced' ? undefined : chat.message(draft.card.messageId);
  // The card of a payout goes on as the message of its withdrawal.
  if (message === undefined || (isPayout(draft) && draft.orderId !== undefined)) return [];
  const { text } = draftCard(speak('en'), draft, { now: clock.now(), timeZone: record.settings.timeZone }).text;
  return message.text === text ? [] : [`the card of draft ${draft.id} (${draft.state}) says "${message.text}"`];
}

function untoldOrders({ chat, venue }: World, record: UserRecord): Problems {
  const fills = chat.messages.flatMap(({ text }) => readFill(text) ?? []);
  const ends = chat.messages.flatMap(({ text }) => readEnd(text) ?? []);
  return venue.orders.flatMap((found) => {
    const { order, trades } = found;
    const problems = trades.filter((trade) => !record.account.seenTrades.includes(trade.id)).map((trade) => `trade ${trade.id} of order ${order.id} was never seen`);
    const told = fills.filter((fill) => fill.orderId === order.id).at(-1);
    if (trades.length > 0 && (told?.filled !== order.executedVolume || told.total !== cents(sum(trades.map((trade) => trade.total))))) {
      problems.push(`of order ${order.id} ${order.executedVolume} is filled, and told was ${told === undefined ? 'nothing' : `${told.filled} for ${told.total} cents`}`);
    }
    const mustEnd = (order.state === 'cancel' || order.state === 'reject') && (trades.length > 0 || record.account.orders[order.id] !== undefined);
    if (mustEnd && !ends.some((end) => end.orderId === order.id) && !isToldByCard(record, found)) problems.push(`the end of order ${order.id} (${order.state}) was not told`);
    return problems;
  });
}

/** An order cancelled here before anything of it was filled is told by the card of that cancellation; that the card is true is seen elsewhere. */
function isToldByCard(record: UserRecord, { order, trades }: VenueOrder): boolean {
  return trades.length === 0 && Object.values(record.drafts).some(({ request, state, card }) => (
    state === 'cancelled' && card !== undefined
    && ((request.kind === 'cancelOrder' && request.orderId === order.id) || (request.kind === 'cancelAll' && request.orderIds.includes(order.id)))
  ));
}

function untoldDeposits({ chat, venue }: World): Problems {
  const told = new Set(chat.messages.flatMap(({ text }) => readCredit(text) ?? []));
  return venue.deposits.filter(({ deposit }) => isCredited(deposit.state) && !told.has(deposit.id)).map(({ deposit }) => `deposit ${deposit.id} was not told`);
}

/** What has fired was told, unless the alert itself says that it could not be. */
function untoldAlerts({ chat }: World, record: UserRecord): Problems {
  const told = new Set(chat.messages.flatMap(({ text }) => readAlert(text) ?? []).map(Number));
  return Object.values(record.alerts).flatMap((alert) => (
    alert.kind === 'priceCrosses' && alert.fired !== undefined && alert.undelivered === undefined && !told.has(Number(alert.threshold)) ? [`alert ${alert.id} fired and was never told`] : []
  ));
}

/** An armed alert whose condition holds on the trusted book of this moment. */
function missedAlerts({ books: { view } }: World, record: UserRecord): Problems {
  if (!isTrusted(view)) return [];
  return Object.values(record.alerts).filter((alert) => {
    if (alert.kind !== 'priceCrosses' || alert.state !== 'armed') return false;
    const price = Number((alert.direction === 'above' ? view.bestBid : view.bestAsk)?.price);
    return alert.direction === 'above' ? price >= Number(alert.threshold) : price <= Number(alert.threshold);
  }).map((alert) => `alert ${alert.id} should have fired`);
}
