// /sell: shows a card for a sell order; only the card's Confirm sends it.
import type { CapeCommand } from '../core.js';
import { examplePrice } from './examplePrice.js';
import { answerStep, takeOrder } from './orderSteps.js';

export const sell: CapeCommand = {
  name: 'sell', aliases: ['s'], family: 'trade', access: 'linked', where: 'private', offered: 'card', inPractice: 'works',
  summary: 'help.sell', usage: 'sell <amount> <coin> [@ <price>] [post]',
  examples: (core) => [`sell 0.001 btc @ ${examplePrice(core, 'btczar', 'ask', '850000')}`, 'sell half eth', 'sell 0.001 btc'],
  run: (request, core) => takeOrder('sell', sell, request, core),
  answer: (request, dialog, core) => answerStep('sell', sell, request, dialog, core),
};
