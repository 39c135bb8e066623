// npm run page [-- WORDS]: the chat page in a real browser, first with a plain chat, then with the whole program behind it.
//   WORDS: only the checks whose promise has them; those with the program build on each other and are played together
import process from 'node:process';
import type { Browser } from 'playwright-core';
import { botChecks, withBot } from './botChecks.js';
import { say, withBrowser } from './browser.js';
import { inChatPage } from './chatPage.js';
import { play, type Check } from './check.js';
import { contentChecks } from './contentChecks.js';
import { useChecks } from './useChecks.js';

const has = (words: string) => ([promise]: Check<never>): boolean => promise.includes(words);

async function check(browser: Browser, words: string): Promise<boolean> {
  const plain = [...contentChecks, ...useChecks].filter(has(words));
  const bot = botChecks.some(has(words)) ? botChecks : [];
  const failedPlain = await play(plain, (prove) => inChatPage(browser, prove), say);
  const failedBot = bot.length === 0 ? 0 : await withBot(browser, (within) => play(bot, within, say));
  say(`${plain.length + bot.length} checks, ${failedPlain + failedBot} failed`);
  return plain.length + bot.length > 0 && failedPlain + failedBot === 0;
}

await withBrowser((browser) => check(browser, process.argv.slice(2).join(' ')));
