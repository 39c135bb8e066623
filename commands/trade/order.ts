// /order: the full story of one order with its trades, the newest first; an open one carries a Cancel button.
import type { Reply, Request } from '../../src/bot/command.js';
import { unitByName } from '../../src/markets/marketUnits.js';
import { runData } from '../../src/model/callback.js';
import { isFinal } from '../../src/model/trading/order.js';
import { showTime } from '../../src/text/format.js';
import { speak } from '../../src/text/index.js';
import { orderButtons, repeatButton } from '../../src/text/cards/orderButtons.js';
import { orderDetails } from '../../src/text/tables/orderDetails.js';
import { join } from '../../src/text/rich.js';
import { cancelOne, findOrder, isCancelling, misusedId, refuseId } from './cancel.js';
import type { CapeCommand, Core } from '../core.js';
import { deskOf, exampleOrder } from './desk.js';
import { pageButtons, pageOf } from '../answers/page.js';

export const order: CapeCommand = {
  name: 'order', aliases: [], family: 'trade', access: 'linked', where: 'private', offered: 'reads', inPractice: 'works', whileLocked: true,
  summary: 'help.order', usage: 'order <order id> [<page>]',
  examples: (core, user) => [`order ${deskOf(core, user).latestOrder() ?? exampleOrder(deskOf(core, user))}`],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    const [act, named] = request.words;
    if (request.via === 'button' && act === 'cancel' && named !== undefined) return refuseId(request, core, named, order) ?? cancelHere(request, core, named);
    const id = act?.replace(/^#/, '');
    if (id === undefined) return misusedId(say('story.which'), order, request, core);
    return refuseId(request, core, id, order) ?? tell(request, core, id, { page: named });
  },
};

/** The card of the cancellation as a message of its own, and the story again, which says that it is asked for. */
async function cancelHere(request: Request, core: Core, id: string): Promise<readonly Reply[]> {
  const answers = isCancelling(request.user, id) ? [] : [await cancelOne(request, core, id)];
  try {
    return [...answers, await tell(request, core, id, { isAsked: answers.some(({ draftId }) => draftId !== undefined) })];
  } catch (error) {
    // The cancellation is on its way, and no error of a read may hide that.
    if (answers.length > 0) return answers;
    throw error;
  }
}

async function tell(request: Request, core: Core, id: string, { page: wanted, isAsked = false }: { readonly page?: string | undefined; readonly isAsked?: boolean }): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const found = await findOrder(request, core, id);
  const desk = deskOf(core, request.user);
  if (found === undefined) return desk.notFound(say, id);
  const { trades, complete } = await desk.reads.orderTrades(request.user.id, found);
  const market = (await core.markets.list()).find((one) => one.id === found.market);
  const page = pageOf([...trades].reverse(), wanted);
  const details = {
    order: found, trades, page, complete, unit: market ?? unitByName(found.market),
    // What was asked for a moment ago is not in the request's record yet.
    isCancelling: isAsked || isCancelling(core.store.read(request.user.id) ?? request.user, found.id),
  };
  const now = core.clock.now();
  const { timeZone } = request.user.settings;
  const text = orderDetails(say, details, { now, timeZone });
  const plain = { ...found, volume: found.originVolume };
  const arrows = pageButtons(`order ${found.id}`, page);
  if (isFinal(found.state)) return { text, buttons: [...arrows, repeatButton(say, plain)], inPlace: true };
  const acts = details.isCancelling ? [] : [orderButtons(say, plain, `order cancel ${found.id}`)];
  const refresh = { label: say('list.refresh').text, data: runData(`order ${found.id} ${page.number}`) };
  return { text: join([text, say('list.asOf', { time: showTime(say, now, now, timeZone) })]), buttons: [...arrows, ...acts, [refresh]], inPlace: true };
}
