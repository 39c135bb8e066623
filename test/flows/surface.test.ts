// Ways into the bot other than a typed command, with the real program: prices in any chat, links, keys, groups.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { plainSpaces, postedOrders, startStage, until, type Stage } from '../support/startSandbox.js';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  await stage.person.link();
}, 30_000);
afterAll(() => stage.sandbox.stop());

it('"@bot btc" in any chat offers a card with the price, and nothing of anybody\'s account', async () => {
  const { user } = stage.person;
  const { results, personal, cacheSeconds } = await user.askInline('btc', 5000);
  expect(results.map((card) => plainSpaces(`${card.title} | ${card.description} | ${card.text}`))).toEqual([
    expect.stringMatching(/^BTC\/ZAR R[\d .]+ \| .*% in 24 h · bid R[\d .]+ · ask R[\d .]+ \| BTC\/ZAR R[\d .]+ \(.*% in 24 h\)\nBest bid R[\d .]+ · best ask R[\d .]+\nCape Crypto, \d\d:\d\d SAST$/),
  ]);
  expect([personal, cacheSeconds]).toEqual([true, 10]);
  expect((await user.askInline('', 5000)).results).toHaveLength(4);
  expect((await user.askInline('nosuchcoin', 5000)).results.map((card) => card.title)).toEqual(['No market for "nosuchcoin"']);
});

it('a link into the chat shows or explains, and never does what it names', async () => {
  const { person, sandbox } = stage;
  await person.ask('/start price_btc', /BTC\/ZAR R/);
  await person.ask('/start orders', /no open orders/i);
  await person.ask('/start buy_btc', /Usage: \/buy[\s\S]*Example: \/buy/);
  await person.ask('/start cancelall', /Usage: \/cancelall/);
  await person.ask('/start unlink_yes', /Usage: \/unlink/);
  await person.ask('/start whatever', /Hello Thandi/);
  expect(postedOrders(sandbox)).toEqual([]);
});

it('the keys of the home keyboard are commands, until they are taken away', async () => {
  const shown = await stage.person.ask('/menu', /keys I think you will use/);
  expect(shown.replyKeyboard?.map((row) => row.length)).toEqual([3, 3, 3]);
  await stage.person.ask(shown.replyKeyboard![0]![1]!, /no open orders/i);
  expect((await stage.person.ask('/menu off', /keys are gone/)).removesKeyboard).toBe(true);
});

it('a group is answered where everybody may read it, and sent to the private chat where not', async () => {
  const { user } = stage.person;
  const chatId = -1002;
  user.joinGroup(chatId);
  const asked = user.sendText('/price@capebot btc', { chatId });
  const price = await user.waitForMessage((message) => message.from === 'bot', 5000, { chatId });
  expect([price.replyTo, price.text]).toEqual([asked, expect.stringMatching(/BTC\/ZAR/)]);
  user.sendText('/price@otherbot btc', { chatId });
  user.sendText('/balance', { chatId });
  const pointed = await user.waitForMessage((message) => message.from === 'bot' && message.messageId !== price.messageId, 5000, { chatId });
  expect([pointed.text, pointed.buttons]).toEqual(['That works only in our private chat, where nobody else can see it.', [[{ text: 'Open the private chat', url: 'https://t.me/capebot?start=balance' }]]]);
  await stage.person.ask('/start balance', /R50 000/);
  expect(user.messages(chatId).filter((message) => message.from === 'bot')).toHaveLength(2);
});

it('more answers than Telegram takes at once all come, once and in order, while it refuses what comes too soon', async () => {
  const { control } = stage.sandbox.telegram;
  // Five at once, then one a second, as Telegram has it; elsewhere the bot's own pace alone is waited out.
  control.setStrictPacing(true);
  const person = stage.another(502);
  const words = ['btc', 'eth', 'xrp', 'usdc', 'btc', 'eth', 'xrp', 'usdc'];
  for (const coin of words) person.user.sendText(`/price ${coin}`);
  await until(() => person.texts().length === words.length, 'all are answered', 1000);
  expect(person.texts().map((text) => text.slice(0, text.indexOf('/')))).toEqual(words.map((coin) => coin.toUpperCase()));
  control.setStrictPacing(false);
});
