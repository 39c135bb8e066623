// The entry: reads the settings, opens the store, runs the program, and leaves with a status that says whether a restart helps.
import { build } from './program.js';
import { createRecordCheck } from './security/recordCheck.js';
import { resealUsers } from './security/resealUsers.js';
import { loadConfig, type Config } from './config/config.js';
import { endOnFaults, exitTemporary } from './leaving/fatal.js';
import { leaveOnce } from './leaving/leaveOnce.js';
import { systemClock as clock } from './model/clock.js';
import type { Log } from './model/log.js';
import type { UserRecord } from './model/user.js';
import { createFoldedLog, type FoldedLog } from './security/foldedLog.js';
import { createLog } from './security/log.js';
import { checkMasterKey } from './security/masterKeyCheck.js';
import { createRedactor } from './security/redact.js';
import { createKeySeal, type KeySeal } from './security/sealKeys.js';
import { deriveWebhookSecrets } from './security/webhookSecrets.js';
import { ForeignStoreError } from './storage/foreignStore.js';
import { HigherFormatError } from './storage/higherFormat.js';
import { isNewStore, openStore } from './storage/open.js';
import type { OwnedStore } from './storage/store.js';

/** Exit status for what a restart cannot mend: a setting, or a store of a later version (sysexits.h EX_CONFIG). */
const exitConfig = 78;

/** Why the program cannot go on, in one sentence without secrets. */
class Refusal extends Error {
  constructor(message: string, readonly status: number) {
    super(message);
  }
}

/** Opens the store, checks that the master key fits it, and puts what an earlier one sealed under it. @throws Refusal */
async function openChecked(config: Config, seal: KeySeal, log: FoldedLog): Promise<OwnedStore> {
  const isNew = await isNewStore(config.dataDir).catch(() => false);
  if (isNew && config.requireData) throw new Refusal(`Cannot start: REQUIRE_DATA is 1 and DATA_DIR (${config.dataDir}) is new and empty; bring back the disk or the backup that belongs there, or leave REQUIRE_DATA out to begin with no users.`, exitConfig);
  const check = createRecordCheck(config.masterKey, config.oldMasterKeys);
  const admit = (records: Iterable<UserRecord>): void => assertOwnKey(records, { seal, log, directory: config.dataDir });
  const store = await openStore({ directory: config.dataDir, clock, log, check, admit }).catch((error: unknown) => {
    const status = error instanceof HigherFormatError || error instanceof ForeignStoreError ? exitConfig : exitTemporary;
    throw new Refusal(error instanceof Error ? error.message : 'The store cannot be opened.', status);
  });
  // At once: whatever a stop in order would still write or send is the other process's to do.
  void store.lost.then((error) => {
    refuse(error);
    log.flush();
    process.exit(exitTemporary);
  });
  if (isNew) log.warn('DATA_DIR is new and empty: users 0; if there were users before, their disk is missing', { users: 0 });
  await changeMasterKey(config, store, seal, log);
  return store;
}

/** Before anything is written under this key: the links tell of stores whose files carry no keyed check yet. @throws ForeignStoreError */
function assertOwnKey(records: Iterable<UserRecord>, { seal, log, directory }: { readonly seal: KeySeal; readonly log: Log; readonly directory: string }): void {
  const { wrongMasterKey, damaged, isForeignKey, linked } = checkMasterKey(records, seal);
  if (wrongMasterKey > 0 || damaged > 0) log.warn('links that cannot be opened', { wrongMasterKey, damaged });
  if (isForeignKey) throw new ForeignStoreError(`the ${linked} stored API key(s) in ${directory} were sealed with`);
}

async function changeMasterKey(config: Config, store: OwnedStore, seal: KeySeal, log: Log): Promise<void> {
  const { anew, remaining: unsealed, unopened } = await resealUsers({ store, seal, log });
  const remaining = unsealed + store.outdated;
  if (unopened > 0) log.warn('sealed values that no master key opens are left as they are', { users: unopened });
  if (config.oldMasterKeys.length === 0) return;
  log.info('sealed anew under MASTER_KEY', { users: anew, remaining });
  if (remaining === 0) log.info('OLD_MASTER_KEYS is not needed any more: nothing is sealed or checked under an earlier key; keep those with backups made before');
  else log.warn('OLD_MASTER_KEYS is still needed: not everything could be stored; the next start tries again', { remaining });
}

async function run(): Promise<void> {
  const config = loadConfig(process.env, undefined, process.execArgv);
  const redactor = createRedactor();
  redactor.learn(config.botToken);
  const log = createFoldedLog(createLog({ level: config.logLevel, redactor }), clock);
  // Until there is anything to stop, a fault ends the process at once.
  let leave = (status: number): unknown => { log.flush(); return process.exit(status); };
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
