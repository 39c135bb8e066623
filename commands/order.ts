// /order: the full story of one order with its trades; an open one carries a Cancel button.
import type { Reply, Request } from '../src/bot/command.js';
import { unitByName } from '../src/markets/marketUnits.js';
import { runData } from '../src/model/callback.js';
import { isFinal } from '../src/model/order.js';
import { speak } from '../src/text/index.js';
import { orderButtons, repeatButton } from '../src/text/orderButtons.js';
import { orderDetails } from '../src/text/orderDetails.js';
import { findOrder, refuseId } from './cancel.js';
import type { CapeCommand, Core } from './core.js';
import { deskOf, exampleOrder } from './desk.js';
import { misused } from './misused.js';

export const order: CapeCommand = {
  name: 'order', aliases: [], family: 'trade', access: 'linked', where: 'private', inPractice: 'works', whileLocked: true,
  summary: 'help.order', usage: 'order <order id>',
  examples: (core, user) => [`order ${deskOf(core, user).latestOrder() ?? exampleOrder(deskOf(core, user))}`],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    const id = request.words[0]?.replace(/^#/, '');
    if (id === undefined) return misused(say('story.which'), order, request, core, deskOf(core, request.user).latestOrder() !== undefined);
    return refuseId(request, core, id, order) ?? tell(request, core, id);
  },
};

async function tell(request: Request, core: Core, id: string): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const found = await findOrder(request, core, id);
  const desk = deskOf(core, request.user);
  if (found === undefined) return desk.notFound(say, id);
  const { trades, complete } = await desk.reads.orderTrades(request.user.id, found);
  const market = (await core.markets.list()).find((one) => one.id === found.market);
  const details = {
    order: found, trades, complete, unit: market ?? unitByName(found.market),
    isCancelling: request.user.account.orders[found.id]?.cancelAskedAt !== undefined,
  };
  const text = orderDetails(say, details, { now: core.clock.now(), timeZone: request.user.settings.timeZone });
  const plain = { ...found, volume: found.originVolume };
  if (isFinal(found.state)) return { text, buttons: [repeatButton(say, plain)], inPlace: true };
  return { text, buttons: [orderButtons(say, plain), [{ label: say('list.refresh').text, data: runData(`order ${found.id}`) }]], inPlace: true };
}
