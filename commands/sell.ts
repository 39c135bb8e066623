// /sell: shows a card for a sell order; only the card's Confirm sends it.
import type { CapeCommand } from './core.js';
import { examplePrice } from './examplePrice.js';
import { prepareOrder } from './prepareOrder.js';

export const sell: CapeCommand = {
  name: 'sell', aliases: ['s'], family: 'trade', access: 'linked', where: 'private',
  summary: 'help.sell', usage: 'sell <amount> <coin> [@ price]',
  examples: (core) => [`sell 0.001 btc @ ${examplePrice(core, 'btczar', 'ask', '850000')}`, 'sell half eth', 'sell 0.001 btc'],
  run: (request, core) => prepareOrder('sell', sell, request, core),
};
