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
import { resealUsers } from './security/resealUsers.js';
import { absorbOrder, absorbWithdrawals, isCaughtUp, type Accounts } from './accounts/accounts.js';
import { createAccounts } from './accounts/linkedAccounts.js';
import { createPins, type Pins } from './security/pins.js';
import type { Actions } from './actions/actions.js';
import { createActions } from './actions/createActions.js';
import { createAlerts } from './alerts/alertEngine.js';
import { createBot } from './bot/bot.js';
import { createSetDialog } from './bot/answering/dialogs.js';
import { loadConfig, type Config } from './config/config.js';
import { createExchange } from './exchange/exchange.js';
import { openListener, type Listener } from './listening/listener.js';
import { liveBookOf } from './markets/bookLiveness.js';
import { createMarketUnits, type MarketUnits } from './markets/marketUnits.js';
import { createMarkets } from './markets/marketWatcher.js';
import { createPulse, pulseEveryMs } from './markets/pulse.js';
import type { Markets } from './markets/markets.js';
import { sleep, systemClock as clock, systemRandom as random } from './model/clock.js';
import type { Log } from './model/log.js';
import type { UserId } from './model/message.js';
import { voucherPinField } from './model/payments/voucher.js';
import type { MarketId } from './model/trading/market.js';
import { createDelivery } from './notifications/delivery/deliver.js';
import { createOutageWatch } from './notifications/outages/outageWatch.js';
import { createPhotoReader } from './pictures/readPhoto.js';
import { createPractice, type Practice } from './practice/practice.js';
import { createSchedules } from './schedules/scheduler.js';
import { createFoldedLog, type FoldedLog } from './security/foldedLog.js';
import { createLog } from './security/log.js';
import { checkMasterKey } from './security/masterKeyCheck.js';
import { createRedactor, describeError } from './security/redact.js';
import { createKeySeal, type KeySeal } from './security/sealKeys.js';
import { deriveWebhookSecrets, type WebhookSecrets } from './security/webhookSecrets.js';
import { HigherFormatError } from './storage/higherFormat.js';
import { openStore } from './storage/open.js';
import type { Store } from './storage/store.js';

/** What a stop may take at the most before the process leaves anyway, ms. */
const stopLimitMs = 4_800;
/** Exit status for what a restart cannot mend: a setting, or a store of a later version (sysexits.h EX_CONFIG). */
const exitConfig = 78;
/** Exit status for what a restart may mend (sysexits.h EX_TEMPFAIL). */
const exitTemporary = 75;

/** Why the program cannot go on, in one sentence without secrets. */
class Refusal extends Error {
  constructor(message: string, readonly status: number) {
    super(message);
  }
}

interface Program {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Settles when the bot had to end by itself. */
  readonly failed: Promise<Error>;
}

function build(config: Config, webhookSecrets: WebhookSecrets, store: Store, seal: KeySeal, log: Log): Program {
  const exchange = createExchange({ restUrl: config.restUrl, streamUrl: config.streamUrl, clock, random, log });
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
  const present = { book: (market: MarketId) => liveBookOf(markets, market), isFollowed: (userId: UserId) => isCaughtUp(accounts.status(userId)) };
  const delivery = createDelivery({ store, sender: outages.watched(bot.sender), clock, random, log, present });
  let listener: Listener | undefined;

  return {
    failed: bot.failed,
    // Nothing here waits for the exchange, and what was left undone is taken up before the first new update.
    async start() {
      if (config.port !== undefined) listener = await openListener({ port: config.port, routes: bot.webhook === undefined ? [] : [bot.webhook], clock, log });
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

/** Opens the store, checks that the master key fits it, and puts what an earlier one sealed under it. @throws Refusal */
async function openChecked(config: Config, seal: KeySeal, log: Log): Promise<Store> {
  const store = await openStore({ directory: config.dataDir, clock, log }).catch((error: unknown) => {
    throw new Refusal(error instanceof Error ? error.message : 'The store cannot be opened.', error instanceof HigherFormatError ? exitConfig : exitTemporary);
  });
  const check = checkMasterKey(store.all(), seal);
  if (check.wrongMasterKey > 0 || check.damaged > 0) log.warn('links that cannot be opened', { wrongMasterKey: check.wrongMasterKey, damaged: check.damaged });
  if (!check.isForeignKey) {
    await changeMasterKey(config, store, seal, log);
    return store;
  }
  await store.close();
  throw new Refusal(`Cannot start: MASTER_KEY is not the key that the ${check.linked} stored API key(s) in ${config.dataDir} were sealed with; give the old key back (to change keys put it in OLD_MASTER_KEYS), or start with another DATA_DIR.`, exitConfig);
}

async function changeMasterKey(config: Config, store: Store, seal: KeySeal, log: Log): Promise<void> {
  const { anew, remaining, unopened } = await resealUsers({ store, seal, log });
  if (unopened > 0) log.warn('sealed values that no master key opens are left as they are', { users: unopened });
  if (config.oldMasterKeys.length === 0) return;
  log.info('sealed anew under MASTER_KEY', { users: anew, remaining });
  if (remaining === 0) log.info('OLD_MASTER_KEYS is not needed any more: nothing is sealed under an earlier key; keep those with backups made before');
  else log.warn('OLD_MASTER_KEYS is still needed: not everything could be stored; the next start tries again', { remaining });
}

async function run(): Promise<void> {
  const config = loadConfig(process.env);
  const redactor = createRedactor();
  redactor.learn(config.botToken);
  const log = createFoldedLog(createLog({ level: config.logLevel, redactor }), clock);
  for (const key of [config.masterKey, ...config.oldMasterKeys]) redactor.learnKey(key);
  const webhookSecrets = deriveWebhookSecrets(config.masterKey, config.botToken);
  redactor.learn(webhookSecrets.secretToken);
  if (config.publicUrl !== undefined) redactor.learn(webhookSecrets.pathAt(config.publicUrl));
  const seal = createKeySeal(config.masterKey, { apiHost: new URL(config.restUrl).hostname, oldMasterKeys: config.oldMasterKeys, redactor });
  const store = await openChecked(config, seal, log);
  const program = build(config, webhookSecrets, store, seal, log);
  // The clock's timers do not keep a process alive: without this it would simply end while Telegram cannot be reached.
  setInterval(() => undefined, 3_600_000);
  const leave = leaveOnce(program, store, log);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void leave(0));
  process.on('uncaughtException', (error) => {
    log.error('uncaught', describeError(error));
    void leave(exitTemporary);
  });
  process.on('unhandledRejection', (reason) => log.error('unhandled rejection', describeError(reason)));
  try {
    await program.start();
    log.info('ready', { users: [...store.all()].length, setAside: store.setAside.length });
  } catch (error) {
    refuse(error);
    await leave(error instanceof Error && error.name === 'BotStartError' ? exitConfig : exitTemporary);
  }
  void program.failed.then((error) => {
    refuse(error);
    return leave(exitTemporary);
  });
}

/** Stops everything once, in order, within the limit; a second signal changes nothing. */
function leaveOnce(program: Program, store: Store, log: FoldedLog): (status: number) => Promise<void> {
  let leaving: Promise<void> | undefined;
  const stop = async (status: number): Promise<void> => {
    setTimeout(() => { log.flush(); process.exit(status); }, stopLimitMs).unref();
    try {
      await program.stop();
    } catch (error) {
      log.error('stop failed', describeError(error));
    }
    await store.close();
    log.flush();
    log.info('stopped');
    process.exit(status);
  };
  return (status) => (leaving ??= stop(status));
}

/** One sentence on the error stream. */
function refuse(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : 'Stopped for a reason unknown.'}\n`);
}

run().catch((error: unknown) => {
  refuse(error);
  process.exit(error instanceof Refusal ? error.status : exitConfig);
});
