// What a command answers to a coin the exchange does not have: which there are, and an example that works.
import type { Reply, Request } from '../../src/bot/command.js';
import { speak } from '../../src/text/index.js';
import { showCode } from '../../src/text/format.js';
import { outside } from '../../src/text/outside.js';
import type { CapeCommand, Core } from '../core.js';
import { misused } from './misused.js';
import type { Rich } from '../../src/model/message.js';
import { join, plain } from '../../src/text/rich.js';

/** Coins named in one answer. */
const coinsShown = 60;
/** Longest part of the typed words, or of a code, that is repeated. */
const wordsShown = 40;

/** For a command that takes a market. @throws as Markets.list */
export async function unknownMarket(words: string, command: CapeCommand, request: Request, core: Core): Promise<Reply> {
  const coins = new Set((await core.markets.list()).map((market) => market.base));
  const examples = command.examples(core, request.user);
  const example = `/${examples.find((one) => one.includes(' ')) ?? examples[0] ?? command.usage}`;
  return misused(speak(request.user.settings.language)('market.unknown', { words: outside(words, wordsShown), coins: nameCoins([...coins]), example: outside(example) }), command, request, core);
}

/** For a command that takes a currency, rand included. @throws as Markets.currencies */
export async function unknownCurrency(words: string, command: CapeCommand, request: Request, core: Core): Promise<Reply> {
  const coins = nameCoins((await core.markets.currencies()).map((currency) => currency.id));
  return misused(speak(request.user.settings.language)('currency.unknown', { words: outside(words, wordsShown), coins }), command, request, core);
}

/** "BTC, ETH, LTC" */
export const nameCoins = (codes: readonly string[]): Rich => join([...codes.slice(0, coinsShown).map((code) => showCode(code)), ...(codes.length > coinsShown ? [plain('…')] : [])], ', ');
