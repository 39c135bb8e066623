// The entry: reads the settings, opens the store, runs the program, and leaves with a status that says whether a restart helps.
import { build, type Program } from './program.js';
import { resealUsers } from './security/resealUsers.js';
import { loadConfig, type Config } from './config/config.js';
import { systemClock as clock } from './model/clock.js';
import type { Log } from './model/log.js';
import { createLog } from './security/log.js';
import { checkMasterKey } from './security/masterKeyCheck.js';
import { createRedactor, describeError } from './security/redact.js';
import { createKeySeal, type KeySeal } from './security/sealKeys.js';
import { deriveWebhookSecrets } from './security/webhookSecrets.js';
import { HigherFormatError } from './storage/higherFormat.js';
import { openStore } from './storage/open.js';
import type { OwnedStore, Store } from './storage/store.js';

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

/** Opens the store, checks that the master key fits it, and puts what an earlier one sealed under it. @throws Refusal */
async function openChecked(config: Config, seal: KeySeal, log: Log): Promise<OwnedStore> {
  const store = await openStore({ directory: config.dataDir, clock, log }).catch((error: unknown) => {
    throw new Refusal(error instanceof Error ? error.message : 'The store cannot be opened.', error instanceof HigherFormatError ? exitConfig : exitTemporary);
  });
  // At once: whatever a stop in order would still write or send is the other process's to do.
  void store.lost.then((error) => {
    refuse(error);
    process.exit(exitTemporary);
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
  const log = createLog({ level: config.logLevel, redactor });
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
function leaveOnce(program: Program, store: Store, log: Log): (status: number) => Promise<void> {
  let leaving: Promise<void> | undefined;
  const stop = async (status: number): Promise<void> => {
    setTimeout(() => process.exit(status), stopLimitMs).unref();
    try {
      await program.stop();
    } catch (error) {
      log.error('stop failed', describeError(error));
    }
    await store.close();
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
