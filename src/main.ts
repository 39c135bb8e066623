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
import { absorbOrder, absorbWithdrawals, type Accounts, type AccountStatus } from './accounts/accounts.js';
import { createAccounts } from './accounts/linkedAccounts.js';
import { createPins, type Pins } from './security/pins.js';
import type { Actions } from './actions/actions.js';
import { createActions } from './actions/createActions.js';
import { createAlerts } from './alerts/alertEngine.js';
import { createBot } from './bot/bot.js';
import { createSetDialog } from './bot/answering/dialogs.js';
import { loadConfig, type Config } from './config/config.js';
import { createExchange } from './exchange/exchange.js';
import { endOnFaults, exitTemporary } from './leaving/fatal.js';
import { leaveOnce } from './leaving/leaveOnce.js';
import { healthRoutes } from './listening/health.js';
import { openListener, type Listener } from './listening/listener.js';
import { createMarketUnits, type MarketUnits } from './markets/marketUnits.js';
import { createMarkets } from './markets/marketWatcher.js';
import type { Markets } from './markets/markets.js';
import { sleep, systemClock as clock, systemRandom as random } from './model/clock.js';
import type { Log } from './model/log.js';
import { voucherPinField } from './model/payments/voucher.js';
import { createDelivery } from './notifications/delivery/deliver.js';
import { createOutageWatch } from './notifications/outages/outageWatch.js';
import { createPhotoReader } from './pictures/readPhoto.js';
import { createPractice, type Practice } from './practice/practice.js';
import { createSchedules } from './schedules/scheduler.js';
import { createLog } from './security/log.js';
import { checkMasterKey } from './security/masterKeyCheck.js';
import { createRedactor } from './security/redact.js';
import { createKeySeal, type KeySeal } from './security/sealKeys.js';
import { deriveWebhookSecrets, type WebhookSecrets } from './security/webhookSecrets.js';
import { HigherFormatError } from './storage/higherFormat.js';
import { isNewStore, openStore, probeStore } from './storage/open.js';
import type { Store } from './storage/store.js';

/** Exit status for what a restart cannot mend: a setting, or a store of a later version (sysexits.h EX_CONFIG). */
const exitConfig = 78;

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
  const outages = createOutageWatch({
    store, clock, log, afterMs: config.outageAfterMs,
    isAway: (userId) => (accounts.status(userId)?.stream.name ?? 'connected') !== 'connected',
    isCaughtUp: (userId) => isCaughtUp(accounts.status(userId)),
  });
  const delivery = createDelivery({ store, sender: outages.watched(bot.sender), clock, random, log });
  let listener: Listener | undefined;
  const storeTakesWrites = probeStore({ directory: config.dataDir, clock });
  const health = healthRoutes({ polling: () => bot.polling(), telegramAnswers: () => bot.telegramAnswers(), publicStream: () => markets.stream().name, storeTakesWrites, clock });

  return {
    failed: bot.failed,
    // Nothing here waits for the exchange, and what was left undone is taken up before the first new update.
    async start() {
      if (config.port !== undefined) listener = await openListener({ port: config.port, routes: [...health, ...(bot.webhook === undefined ? [] : [bot.webhook])], clock, log });
      units.start();
      await markets.start();
      delivery.start();
      await accounts.start();
      await actions.start();
      alerts.start();
      practice.start();
      schedules.start();
      await untilBooksAreLive(markets);
      outages.start();
      await bot.start();
    },
    async stop() {
      photos.stop();
      await bot.stop();
      await Promise.all([schedules.stop(), actions.stop()]);
      alerts.stop();
      practice.stop();
      outages.stop();
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

/** True when a catch-up has been completed on the connection there is now. */
const isCaughtUp = (status: AccountStatus | undefined): boolean =>
  status?.stream.name === 'connected' && status.caughtUpAt !== undefined && status.caughtUpAt >= status.stream.since;

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
  const isNew = await isNewStore(config.dataDir).catch(() => false);
  if (isNew && config.requireData) throw new Refusal(`Cannot start: REQUIRE_DATA is 1 and DATA_DIR (${config.dataDir}) is new and empty; bring back the disk or the backup that belongs there, or leave REQUIRE_DATA out to begin with no users.`, exitConfig);
  const store = await openStore({ directory: config.dataDir, clock, log }).catch((error: unknown) => {
    throw new Refusal(error instanceof Error ? error.message : 'The store cannot be opened.', error instanceof HigherFormatError ? exitConfig : exitTemporary);
  });
  if (isNew) log.warn('DATA_DIR is new and empty: users 0; if there were users before, their disk is missing', { users: 0 });
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
  const log = createLog({ level: config.logLevel, redactor });
  // Until there is anything to stop, a fault ends the process at once.
  let leave = (status: number): unknown => process.exit(status);
  endOnFaults(log, (status) => void leave(status));
  for (const key of [config.masterKey, ...config.oldMasterKeys]) redactor.learnKey(key);
  const webhookSecrets = deriveWebhookSecrets(config.masterKey, config.botToken);
  redactor.learn(webhookSecrets.secretToken);
  if (config.publicUrl !== undefined) redactor.learn(webhookSecrets.pathAt(config.publicUrl));
  const seal = createKeySeal(config.masterKey, { apiHost: new URL(config.restUrl).hostname, oldMasterKeys: config.oldMasterKeys, redactor });
  const store = await openChecked(config, seal, log);
  const program = build(config, webhookSecrets, store, seal, log);
  // The clock's timers do not keep a process alive: without this it would simply end while Telegram cannot be reached.
  setInterval(() => undefined, 3_600_000);
  leave = leaveOnce(async () => {
    await program.stop().finally(() => store.close());
  }, log);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void leave(0));
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

/** One sentence on the error stream. */
function refuse(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : 'Stopped for a reason unknown.'}\n`);
}

run().catch((error: unknown) => {
  refuse(error);
  process.exit(error instanceof Refusal ? error.status : exitConfig);
});
