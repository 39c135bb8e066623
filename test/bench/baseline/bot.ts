// An ordinary trading bot as one would write it in an afternoon, with telegraf, axios and lowdb: what FAULTS.md compares with.
import axios from 'axios';
import { JSONFilePreset } from 'lowdb/node';
import { createHmac, randomUUID } from 'node:crypto';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { Markup, Telegraf, type Context } from 'telegraf';

interface Draft { readonly market: string; readonly side: 'buy' | 'sell'; readonly volume: number; readonly price: number; done?: boolean }
interface User { readonly chatId: number; readonly key: string; readonly secret: string }
export interface Data { readonly users: Record<string, User>; readonly drafts: Record<string, Draft>; readonly rows: string[] }
interface OrderAnswer { readonly id: number; readonly state: string; readonly executed_volume: string }

export const openDb = (file: string) => JSONFilePreset<Data>(file, { users: {}, drafts: {}, rows: [] });

/** "0.01" and "1,000.50", as people type them. */
export const parseAmount = (text: string): number => {
  const amount = parseFloat(text);
  if (Number.isNaN(amount)) throw new Error(`not a number: ${text}`);
  return amount;
};

/** @param base the exchange's address */
function exchangeOf(base: string) {
  const headers = (user: User): Record<string, string> => {
    const nonce = String(Date.now());
    return { 'X-Auth-Apikey': user.key, 'X-Auth-Nonce': nonce, 'X-Auth-Signature': createHmac('sha256', user.secret).update(nonce + user.key).digest('hex') };
  };
  const get = async <T>(user: User, path: string): Promise<T> => (await axios.get<T>(base + path, { headers: headers(user), timeout: 5000 })).data;
  return {
    balances: (user: User) => get<{ currency: string; balance: string }[]>(user, '/account/balances'),
    orders: (user: User) => get<OrderAnswer[]>(user, '/market/orders'),
    place: async (user: User, { market, side, volume, price }: Draft) => (await axios.post<OrderAnswer>(
      `${base}/market/orders`, { market, side, volume: String(volume), price: String(price), ord_type: 'limit', custom_order_id: randomUUID() }, { headers: headers(user), timeout: 2000 },
    )).data,
  };
}

async function run({ token, apiRoot, base, file }: { readonly token: string; readonly apiRoot: string; readonly base: string; readonly file: string }): Promise<void> {
  const db = await openDb(file);
  const bot = new Telegraf(token, { telegram: { apiRoot } });
  const exchange = exchangeOf(base);
  const userOf = (context: Context): User => {
    const user = db.data.users[String(context.from?.id)];
    if (user === undefined) throw new Error('not connected');
    return user;
  };

  bot.start((context) => context.reply('Send /connect KEY SECRET'));
  bot.command('connect', async (context) => {
    const [, key = '', secret = ''] = context.message.text.split(' ');
    const user = { chatId: context.chat.id, key, secret };
    await exchange.balances(user);
    db.data.users[String(context.from.id)] = user;
    await db.write();
    await context.reply('Connected');
  });
  bot.command('balance', async (context) => {
    const balances = await exchange.balances(userOf(context));
    await context.reply(balances.map((one) => `${one.currency}: ${one.balance}`).join('\n'));
  });
  bot.command(['buy', 'sell'], async (context) => {
    const [name = '', amount = '', coin = '', , price = ''] = context.message.text.split(' ');
    const id = randomUUID().slice(0, 8);
    db.data.drafts[id] = { market: `${coin}zar`, side: name.startsWith('/buy') ? 'buy' : 'sell', volume: parseAmount(amount), price: parseAmount(price) };
    await db.write();
    await context.reply(`${name.slice(1)} ${amount} ${coin} at ${price}?`, Markup.inlineKeyboard([Markup.button.callback('Confirm', `confirm:${id}`)]));
  });
  bot.action(/^confirm:(.+)$/, async (context) => {
    await context.answerCbQuery();
    const draft = db.data.drafts[context.match[1] ?? ''];
    if (draft === undefined || draft.done === true) return;
    try {
      const order = await exchange.place(userOf(context), draft);
      draft.done = true;
      await db.write();
      await context.editMessageText(`Placed: order ${order.id}`);
    } catch (error) {
      console.error(error);
      await context.reply('The order failed, please try again.');
    }
  });

  // Fills: what the orders show now against what they showed at the last look.
  const executed = new Map<number, string>();
  const look = async (first: boolean): Promise<void> => {
    for (const user of Object.values(db.data.users)) {
      for (const order of await exchange.orders(user)) {
        const before = executed.get(order.id);
        executed.set(order.id, order.executed_volume);
        if (first || (before ?? '0.0') === order.executed_volume) continue;
        await bot.telegram.sendMessage(user.chatId, `Order ${order.id}: ${order.executed_volume} filled (${order.state})`);
      }
    }
  };
  await look(true).catch((error: unknown) => { console.error(error); });
  setInterval(() => { look(false).catch((error: unknown) => { console.error(error); }); }, 1000);
  await bot.launch();
}

const [self = '', token = '', apiRoot = '', base = '', file = ''] = process.argv.slice(1);
if (self === fileURLToPath(import.meta.url)) await run({ token, apiRoot, base, file });
