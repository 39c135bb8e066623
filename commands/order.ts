// /order: the full story of one order with its trades; an open one carries a Cancel button.
import type { Reply, Request } from '../src/bot/command.js';
import { unitByName } from '../src/markets/marketUnits.js';
import { runData } from '../src/model/callback.js';
import { isFinal } from '../src/model/order.js';
import { showTime } from '../src/text/format.js';
import { speak } from '../src/text/index.js';
import { orderButtons, repeatButton } from '../src/text/orderButtons.js';
import { orderDetails } from '../src/text/orderDetails.js';
import { clean, join } from '../src/text/rich.js';
import { cancelOne, findOrder, isCancelling, isOrderId } from './cancel.js';
import type { CapeCommand, Core } from './core.js';
import { misused } from './misused.js';

export const order: CapeCommand = {
  name: 'order', aliases: [], family: 'trade', access: 'linked', where: 'private', whileLocked: true,
  summary: 'help.order', usage: 'order <order id>',
  examples: (_core, user) => [`order ${Object.keys(user.account.orders).at(-1) ?? '173757'}`],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    const [act, named] = request.words;
    if (request.via === 'button' && act === 'cancel' && named !== undefined && isOrderId(named)) return cancelHere(request, core, named);
    const id = act?.replace(/^#/, '');
    if (id === undefined) return misused(say('story.which'), order, request, core, Object.keys(request.user.account.orders).length > 0);
    if (!isOrderId(id)) return misused(say('cancel.badId', { id: clean(id, 40) }), order, request, core);
    return tell(request, core, id);
  },
};

/** The card of the cancellation as a message of its own, and the story again, which says that it is asked for. */
async function cancelHere(request: Request, core: Core, id: string): Promise<readonly Reply[]> {
  const answers = isCancelling(request.user, id) ? [] : [await cancelOne(request, core, id)];
  try {
    return [...answers, await tell(request, core, id)];
  } catch (error) {
    // The cancellation is on its way, and no error of a read may hide that.
    if (answers.length > 0) return answers;
    throw error;
  }
}

async function tell(request: Request, core: Core, id: string): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const found = await findOrder(request, core, id);
  if (found === undefined) return { text: say('cancel.notFound', { id }) };
  const { trades, complete } = await core.accounts.orderTrades(request.user.id, found);
  const market = (await core.markets.list()).find((one) => one.id === found.market);
  const details = {
    order: found, trades, complete, unit: market ?? unitByName(found.market),
    // What was asked for a moment ago is not in the request's record yet.
    isCancelling: isCancelling(core.store.read(request.user.id) ?? request.user, found.id),
  };
  const now = core.clock.now();
  const { timeZone } = request.user.settings;
  const text = orderDetails(say, details, { now, timeZone });
  const plain = { ...found, volume: found.originVolume };
  if (isFinal(found.state)) return { text, buttons: [repeatButton(say, plain)], inPlace: true };
  const acts = details.isCancelling ? [] : [orderButtons(say, plain, `order cancel ${found.id}`)];
  return { text: join([text, say('list.asOf', { time: showTime(say, now, now, timeZone) })]), buttons: [...acts, [{ label: say('list.refresh').text, data: runData(`order ${found.id}`) }]], inPlace: true };
}
