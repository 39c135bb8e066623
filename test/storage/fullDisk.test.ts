// With a full disk money actions are refused with a clear sentence, reads go on, and all is well again when space returns.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { Core } from '../../commands/core.js';
import { hint } from '../../commands/start/hint.js';
import { commands } from '../../commands/index.js';
import { readLivePrice } from '../../commands/trade/livePrice.js';
import { valuation } from '../../commands/account/valuation.js';
import { absorbOrder } from '../../src/accounts/accounts.js';
import { createAccounts } from '../../src/accounts/linkedAccounts.js';
import { createPins } from '../../src/security/pins.js';
import { createActions } from '../../src/actions/createActions.js';
import { createAlerts } from '../../src/alerts/alertEngine.js';
import { createBot } from '../../src/bot/bot.js';
import { createSetDialog } from '../../src/bot/answering/dialogs.js';
import { createExchange } from '../../src/exchange/exchange.js';
import { createMarketUnits } from '../../src/markets/marketUnits.js';
import { createMarkets } from '../../src/markets/marketWatcher.js';
import { systemClock as clock, systemRandom as random } from '../../src/model/clock.js';
import { silentLog as log } from '../../src/model/log.js';
import { createDelivery } from '../../src/notifications/delivery/deliver.js';
import { startExchange } from '../../src/sandbox/exchange/index.js';
import { createPractice } from '../../src/practice/practice.js';
import { createSchedules } from '../../src/schedules/scheduler.js';
import { createRedactor } from '../../src/security/redact.js';
import { createKeySeal } from '../../src/security/sealKeys.js';
import { realDisk, type Disk } from '../../src/storage/lowdb/disk.js';
import { openLowdbStore } from '../../src/storage/lowdb/lowdbStore.js';
import { money } from '../actions/world.js';
import { peerToken, startTelegramPeer, type TelegramPeer } from '../support/telegramPeer.js';
import { temporaryFolder } from '../support/temporaryFolder.js';
import { recordCheck as check } from '../support/recordCheck.js';

const person = 7;
const disk = { full: false };
const noSpace = (): never => { throw Object.assign(new Error('ENOSPC: injected'), { code: 'ENOSPC' }); };
/** The real disk, on which no byte can be written while it is full; names can still be made, as on a real one. */
const fillable: Disk = { ...realDisk, open: async (path, mode) => {
  const file = await realDisk.open(path, mode);
  return { ...file, write: async (bytes) => (disk.full ? noSpace() : file.write(bytes)) };
} };

let peer: TelegramPeer;
let venue: Awaited<ReturnType<typeof startExchange>>;
let store: Awaited<ReturnType<typeof openLowdbStore>>;
const stops: (() => Promise<void>)[] = [];

/** The program's own parts, joined as in program.ts. */
beforeAll(async () => {
  [peer, venue] = await Promise.all([startTelegramPeer(), startExchange({ otherTraders: false })]);
  store = await openLowdbStore({ directory: temporaryFolder(), clock, log, check, disk: fillable });
  const exchange = createExchange({ restUrl: venue.restUrl, streamUrl: venue.streamUrl, clock, random, log });
  const markets = createMarkets({ exchange, clock, random, log });
  const units = createMarketUnits(markets, clock);
  const seal = createKeySeal(randomBytes(32), { apiHost: 'localhost', redactor: createRedactor() });
  const accounts = createAccounts({ store, seal, exchange, clock, random, log, depositPollMs: 60_000, describeMarket: (id) => units.describe(id), neededConfirmations: () => 3 });
  const actions = createActions({
    store, clock, random, log, randomBytes, clientFor: (userId) => accounts.client(userId), livePrice: readLivePrice(markets),
    ...money([], () => clock.now()),
    absorbOrder: (record, order, now) => absorbOrder(record, order, now, (id) => units.describe(id)), refreshOrders: (userId) => accounts.refresh(userId, 'orders'),
  });
  const alerts = createAlerts({ store, markets, clock, log });
  const schedules = createSchedules({ store, clock, log, summary: (userId) => valuation({ accounts, markets, store }, userId) });
  const pins = createPins({ store, seal, clock, randomBytes });
  const core: Core = { accounts, actions, alerts, markets, photos: { read: () => Promise.resolve({ fault: 'noCode' }) }, pins, practice: createPractice({ store, markets, clock, log }), schedules, store, clock, setDialog: createSetDialog(store, clock) };
  const bot = createBot({ token: peerToken, apiUrl: peer.url, allowedUsers: 'everyone', commands, core, store, actions, hint, clock, random, log });
  const delivery = createDelivery({ store, sender: bot.sender, clock, random, log });
  units.start();
  await markets.start();
  delivery.start();
  await accounts.start();
  await actions.start();
  await bot.start();
  stops.push(() => bot.stop(), () => actions.stop(), () => accounts.stop(), () => { units.stop(); return markets.stop(); }, () => delivery.stop(), () => exchange.stop(), () => store.close(), () => venue.stop(), () => peer.close());
});
afterAll(async () => {
  disk.full = false;
  for (const stop of stops) await stop();
});

const said = (): readonly string[] => peer.textsTo(person).map((text) => text.replaceAll('\u00a0', ' '));
const posted = (): number => venue.control.requests.filter((request) => request.method === 'POST' && request.path === '/market/orders').length;

async function ask(text: string, words: RegExp): Promise<void> {
  const before = said().length;
  peer.write(person, text);
  await peer.until(() => said().slice(before).some((one) => words.test(one)), 8000);
}

/** The data of the newest Confirm button. */
function confirmOf(): string {
  const found = JSON.stringify(peer.calls.map((call) => call.payload)).match(/ok:[A-Za-z0-9_-]{22}/g);
  return found?.at(-1) ?? '';
}

test('a full disk refuses money clearly, lets reads go on, and needs nobody when space returns', async () => {
  const key = venue.control.createAccount({ balances: { zar: '50000', btc: '0.25' } });
  await ask('/start', /Confirm/);
  await ask(`/link ${key.apiKey} ${key.secret}`, /Linked/);
  await ask('/buy 0.001 btc @ 820000', /Valid/);
  const card = confirmOf();
  // What is still being written (the card's address, the catch-up after linking) is let through before the disk is full.
  for (let seen; seen !== store.read(person);) {
    seen = store.read(person);
    await new Promise((resolve) => setTimeout(resolve, 700));
  }

  disk.full = true;
  const before = store.read(person);
  peer.press(person, card);
  await peer.until(() => peer.toasts().some((toast) => /disk is full.*Nothing was done/.test(toast)));
  for (const words of ['/buy 0.001 btc @ 819000', '/sell 0.001 btc', '/cancelall', '/alert btc > 990000', '/settings move 1']) {
    await ask(words, /disk is full[\s\S]*Nothing was done|nothing to cancel/);
  }
  await ask('/price btc', /Best bid/);
  await ask('/balance', /Total R/);
  await ask('/orders', /no open orders/);
  expect(posted()).toBe(0);
  expect(store.read(person)).toBe(before);

  disk.full = false;
  peer.press(person, card);
  await peer.until(() => peer.toasts().includes('Sending…'));
  await peer.until(() => posted() === 1);
  await ask('/settings move 1', /Price move set/);
});
