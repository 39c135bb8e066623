// Builds the parts, starts and stops them in order; the only file that knows every folder.
import { randomBytes } from 'node:crypto';
import type { Core } from '../commands/core.js';
import { createFollowLink } from '../commands/start/followLink.js';
import { hint } from '../commands/start/hint.js';
import { createKeyWords } from '../commands/start/homeKeys.js';
import { commands } from '../commands/index.js';
import { inlinePrices } from '../commands/market/inlinePrices.js';
import { readLivePrice } from '../commands/trade/livePrice.js';
import { valuation } from '../commands/account/valuation.js';
import { absorbOrder, absorbWithdrawals, isCaughtUp, type Accounts } from './accounts/accounts.js';
import { createAccounts } from './accounts/linkedAccounts.js';
import { createPins, type Pins } from './security/pins.js';
import type { Actions } from './actions/actions.js';
import { createActions } from './actions/createActions.js';
import { createAlerts } from './alerts/alertEngine.js';
import { createBot, type Bot } from './bot/bot.js';
import { createSetDialog } from './bot/answering/dialogs.js';
import type { Config } from './config/config.js';
import { createExchange } from './exchange/exchange.js';
import { healthRoutes } from './listening/health.js';
import { openListener, type Listener, type Route } from './listening/listener.js';
import { liveBookOf } from './markets/bookLiveness.js';
import { createMarketUnits, type MarketUnits } from './markets/marketUnits.js';
import { createMarkets } from './markets/marketWatcher.js';
import { createPulse, pulseEveryMs } from './markets/pulse.js';
import type { Markets } from './markets/markets.js';
import { sleep, systemClock as clock, systemRandom as random } from './model/clock.js';
import type { Log } from './model/log.js';
import type { UserId } from './model/message.js';
import { voucherPinField } from './model/payments/voucher.js';
import type { CurrencyCode, MarketId } from './model/trading/market.js';
import { createDelivery } from './notifications/delivery/deliver.js';
import { createOutageWatch } from './notifications/outages/outageWatch.js';
import { createPhotoReader } from './pictures/readPhoto.js';
import { createPractice, type Practice } from './practice/practice.js';
import { createSchedules } from './schedules/scheduler.js';
import type { KeySeal } from './security/sealKeys.js';
import type { WebhookSecrets } from './security/webhookSecrets.js';
import { probeStore } from './storage/open.js';
import type { OwnedStore, Store } from './storage/store.js';

/** The program, built and not started. */
export interface Program {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Settles when the bot had to end by itself. */
  readonly failed: Promise<Error>;
}

/** Puts the parts together; nothing is opened or sent before `start`. */
export function build(config: Config, webhookSecrets: WebhookSecrets, store: OwnedStore, seal: KeySeal, log: Log): Program {
  const exchange = createExchange({ restUrl: config.restUrl, streamUrl: config.streamUrl, clock, random, log, mayLeave: () => store.mayLeave() });
  const markets = createMarkets({ exchange, clock, random, log });
  const units = createMarketUnits(markets, clock);
  const accounts = createAccounts({
    store, seal, exchange, clock, random, log, depositPollMs: config.depositPollMs,
    describeMarket: (id) => units.describe(id), neededConfirmations: (currency) => units.neededConfirmations(currency),
  });
  const pins = createPins({ store, seal, clock, randomBytes: (count) => randomBytes(count) });
  const practice = createPractice({ store, markets, clock, log });
  const actions = buildActions({ store, accounts, markets, units, pins, practice, log });
  const alerts = createAlerts({ store, markets, clock, log });
  const schedules = createSchedules({ store, clock, log, summary: (userId) => valuation({ accounts, markets, store }, userId) });
  const photos = createPhotoReader({ threadFile: new URL('./pictures/photoThread.js', import.meta.url), clock, log });
  const core: Core = { accounts, actions, alerts, markets, photos, pins, practice, schedules, store, clock, setDialog: createSetDialog(store, clock) };
  const bot = createBot({
    webhook: { ...webhookSecrets, ...(config.publicUrl === undefined ? {} : { publicUrl: config.publicUrl }) },
    token: config.botToken, apiUrl: config.telegramApiUrl, allowedUsers: config.allowedUsers, commands, core, store, actions, hint, clock, random, log,
    onStarted: (userId) => delivery.resume(userId),
    keyWords: createKeyWords(commands), followLink: createFollowLink(commands), inlineCards: (typed, language) => inlinePrices(core, typed, language),
  });
  const pulse = createPulse({ alive: () => markets.alive(), clock, everyMs: Math.min(pulseEveryMs, Math.ceil(config.outageAfterMs / 4)) });
  const outages = createOutageWatch({
    store, clock, log, afterMs: config.outageAfterMs,
    isAway: (userId) => pulse.isAway() || (accounts.status(userId)?.stream.name ?? 'connected') !== 'connected',
    isCaughtUp: (userId) => isCaughtUp(accounts.status(userId)),
  });
  const present = { book: (market: MarketId) => liveBookOf(markets, market), isFollowed: (userId: UserId) => isCaughtUp(accounts.status(userId)), placesOf: (currency: CurrencyCode) => units.placesOf(currency) };
  const delivery = createDelivery({ store, sender: outages.watched(bot.sender), clock, random, log, present });
  let listener: Listener | undefined;

  return {
    failed: bot.failed,
    // Nothing here waits for the exchange, and what was left undone is taken up before the first new update.
    async start() {
      if (config.port !== undefined) listener = await openListener({ port: config.port, routes: routesOf(config, bot, markets), clock, log });
      units.start();
      await markets.start();
      delivery.start();
      await accounts.start();
      await actions.start();
      alerts.start();
      practice.start();
      schedules.start();
      await untilBooksAreLive(markets);
      for (const part of [pulse, outages]) part.start();
      await bot.start();
    },
    async stop() {
      photos.stop();
      await bot.stop();
      await Promise.all([schedules.stop(), actions.stop()]);
      alerts.stop();
      practice.stop();
      for (const part of [outages, pulse]) part.stop();
      units.stop();
      await Promise.all([accounts.stop(), markets.stop()]);
      await Promise.all([delivery.stop(), exchange.stop(), listener?.close()]);
    },
  };
}

/** What answers on PORT: whether the program works, and the webhook where there is one. */
function routesOf({ dataDir }: Config, bot: Bot, markets: Markets): readonly Route[] {
  const storeTakesWrites = probeStore({ directory: dataDir, clock });
  const health = healthRoutes({ polling: () => bot.polling(), telegramAnswers: () => bot.telegramAnswers(), publicStream: () => markets.stream().name, storeTakesWrites, clock });
  return bot.webhook === undefined ? health : [...health, bot.webhook];
}

interface ActionsNeed {
  readonly store: Store;
  readonly accounts: Accounts;
  readonly markets: Markets;
  readonly units: MarketUnits;
  readonly pins: Pins;
  readonly practice: Practice;
  readonly log: Log;
}

/** What moves money, with its ways to the account's state, the live books and the sealed secrets. */
function buildActions({ store, accounts, markets, units, pins, practice, log }: ActionsNeed): Actions {
  return createActions({
    store, clock, random, log, randomBytes: (count) => randomBytes(count),
    clientFor: (userId) => accounts.client(userId), livePrice: readLivePrice(markets), practise: practice.practise,
    absorbOrder: (record, order, now) => absorbOrder(record, order, now, (id) => units.describe(id)),
    absorbWithdrawals: (record, withdrawals, now) => absorbWithdrawals(record, withdrawals, {
      now, describe: (id) => units.describe(id), neededConfirmations: (currency) => units.neededConfirmations(currency),
    }),
    refreshOrders: (userId) => accounts.refresh(userId, 'orders'), refreshMoney: (userId) => accounts.refresh(userId, 'deposits'),
    checkPin: (userId, digits) => pins.check(userId, digits),
    openVoucherPin: (userId, sealed) => accounts.openPart(userId, voucherPinField, sealed),
    sealVoucherPin: (userId, pin) => accounts.sealPart(userId, voucherPinField, pin),
  });
}

/** The first taps after a start should find live prices; where the exchange is away nobody waits longer than this, ms. */
const booksWaitMs = 1_500;
const booksLookMs = 50;

async function untilBooksAreLive(markets: Pick<Markets, 'list' | 'book'>): Promise<void> {
  let isOver = false;
  const live = async (): Promise<void> => {
    const ids = (await markets.list()).filter((market) => market.state === 'enabled').map((market) => market.id);
    while (!isOver && ids.some((id) => markets.book(id).state !== 'synced')) await sleep(clock, booksLookMs);
  };
  await Promise.race([live().catch(() => undefined), sleep(clock, booksWaitMs)]);
  isOver = true;
}
