// /cancelall: shows a card that names how many open orders it would cancel; only its Confirm sends anything.
import type { Side } from '../../src/model/trading/order.js';
import { draftCard } from '../../src/text/cards/draftCard.js';
import { speak } from '../../src/text/index.js';
import { outside } from '../../src/text/outside.js';
import type { CapeCommand, Core } from '../core.js';
import { deskOf } from './desk.js';
import { misused } from '../answers/misused.js';

export const cancelall: CapeCommand = {
  name: 'cancelall', aliases: [], family: 'trade', access: 'linked', where: 'private', inPractice: 'works', whileLocked: true,
  summary: 'help.cancelall', usage: 'cancelall [<coin>] [buy|sell]', examples: () => ['cancelall', 'cancelall btc', 'cancelall btc sell'],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    const filter = await readFilter(request.words, core);
    if (filter === undefined) return misused(say('cancelall.bad', { words: outside(request.rest, 40) }), cancelall, request, core);
    const desk = deskOf(core, request.user);
    const open = await desk.reads.openOrders(request.user.id);
    const orderIds = open.filter((order) => (filter.market ?? order.market) === order.market && (filter.side ?? order.side) === order.side).map((order) => order.id);
    if (orderIds.length === 0) return { text: say('cancelall.none', { where: request.words.length === 0 ? '' : say('cancelall.where') }) };
    const draft = await core.actions.draft(request.user.id, desk.cancellingAll(filter, orderIds));
    return { ...draftCard(say, draft, { now: core.clock.now(), timeZone: request.user.settings.timeZone }), draftId: draft.id };
  },
};

/** undefined when a word is neither a market nor a side. */
async function readFilter(words: readonly string[], core: Core): Promise<{ market?: string; side?: Side } | undefined> {
  const filter: { market?: string; side?: Side } = {};
  for (const word of words) {
    const lower = word.toLowerCase();
    if (lower === 'buy' || lower === 'sell') {
      if (filter.side !== undefined) return undefined;
      filter.side = lower;
      continue;
    }
    const market = await core.markets.find(word);
    if (market === undefined || filter.market !== undefined) return undefined;
    filter.market = market.id;
  }
  return filter;
}
