// /buy: shows a card for a buy order; only the card's Confirm sends it.
import type { CapeCommand } from '../core.js';
import { examplePrice } from './examplePrice.js';
import { answerStep, takeOrder } from './orderSteps.js';

export const buy: CapeCommand = {
  name: 'buy', aliases: ['b'], family: 'trade', access: 'linked', where: 'private', offered: 'card', inPractice: 'works',
  summary: 'help.buy', usage: 'buy <amount> <coin> [@ <price>] [post]',
  examples: (core) => [`buy 0.001 btc @ ${examplePrice(core, 'btczar', 'bid', '830000')}`, 'buy R500 btc', 'buy 0.001 btc'],
  run: (request, core) => takeOrder('buy', buy, request, core),
  answer: (request, dialog, core) => answerStep('buy', buy, request, dialog, core),
};
