// The only reader of the environment: gives a typed Config, or one sentence saying what is wrong and how to mend it.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { disarmingIn, misspeltIn } from './disarming.js';
import { EnvFileError, parseEnvFile } from './envFile.js';
import { allowedUsers, botToken, depositPollMs, folder, logLevel, masterKey, oldMasterKeys, outageAfterMs, port, publicOrigin, requireData, serviceUrl } from './settings.js';

export interface Config {
  readonly botToken: string;
  /** 32 bytes */
  readonly masterKey: Buffer;
  /** Those before it, 32 bytes each, the newest first. */
  readonly oldMasterKeys: readonly Buffer[];
  readonly allowedUsers: 'everyone' | ReadonlySet<number>;
  /** Base addresses, without a slash at the end. */
  readonly restUrl: string;
  readonly streamUrl: string;
  readonly telegramApiUrl: string;
  /** As given: relative to the working directory unless absolute. */
  readonly dataDir: string;
  /** Given: a new, empty dataDir is refused. */
  readonly requireData?: true;
  /** An https origin without a slash at the end, never without a port; absent: long polling. */
  readonly publicUrl?: string;
  /** Where /health, /ready and the webhook answer; 0 lets the system choose; absent: nothing is listened on. */
  readonly port?: number;
  readonly logLevel: LogLevel;
  readonly depositPollMs: number;
  /** The exchange or Telegram away for longer than this is told to those concerned. */
  readonly outageAfterMs: number;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** `message` is one sentence for the operator and never holds the value of a setting. The exit status is 78. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly string[]) {
    super(`Cannot start: ${problems.join('; ')}.`);
  }
}

type Settings = Readonly<Record<string, string | undefined>>;

const schema = z.object({
  BOT_TOKEN: botToken,
  MASTER_KEY: masterKey,
  OLD_MASTER_KEYS: oldMasterKeys,
  ALLOWED_USERS: allowedUsers,
  CAPE_REST_URL: serviceUrl('CAPE_REST_URL', 'https', 'https://trade.capecrypto.com/api/v2/trade'),
  CAPE_STREAM_URL: serviceUrl('CAPE_STREAM_URL', 'wss', 'wss://trade.capecrypto.com/api/v2/stream'),
  TELEGRAM_API_URL: serviceUrl('TELEGRAM_API_URL', 'https', 'https://api.telegram.org'),
  DATA_DIR: folder,
  REQUIRE_DATA: requireData,
  PUBLIC_URL: publicOrigin,
  PORT: port,
  LOG_LEVEL: logLevel,
  DEPOSIT_POLL_SECONDS: depositPollMs,
  OUTAGE_SECONDS: outageAfterMs,
});

/** Every name that is read, those of key files included. */
const knownNames: readonly string[] = [...Object.keys(schema.shape), 'MASTER_KEY_FILE', 'OLD_MASTER_KEYS_FILE'];

/**
 * Reads the settings from `env` and, for names that are not in it, from the file `.env` in the working directory. An empty
 * value counts as not given (and still hides the one in the file).
 * @param env process.env, passed by main.ts.
 * @param readFile gives a file's text or throws as node:fs does.
 * @param options those Node itself was started with (process.execArgv), passed by main.ts.
 * @throws ConfigError listing every problem in its one sentence.
 */
export function loadConfig(env: Settings, readFile: (path: string) => string = readTextFile, options: readonly string[] = []): Config {
  const settings = withoutEmpty({ ...readEnvFile(readFile), ...withoutUndefined(env) });
  const dangers = [...disarmingIn(settings, options), ...misspeltIn(settings, knownNames)];
  if (dangers.length > 0) throw new ConfigError(dangers);
  const keyFile = readKeyFile(settings, 'MASTER_KEY', readFile);
  const oldKeysFile = readKeyFile(settings, 'OLD_MASTER_KEYS', readFile);
  const parsed = schema.safeParse({ ...settings, MASTER_KEY: keyFile.text ?? settings['MASTER_KEY'], OLD_MASTER_KEYS: oldKeysFile.text ?? settings['OLD_MASTER_KEYS'] });
  const problems = problemsOf(parsed.error?.issues ?? [], { MASTER_KEY: keyFile.problem, OLD_MASTER_KEYS: oldKeysFile.problem });
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const read = parsed.data;
  if (read.PUBLIC_URL !== undefined && read.PORT === undefined) throw new ConfigError(['PUBLIC_URL is set without PORT (give the port of this machine that PUBLIC_URL leads to, or leave PUBLIC_URL out to use long polling)']);
  if (read.OLD_MASTER_KEYS.some((key) => key.equals(read.MASTER_KEY))) throw new ConfigError(['OLD_MASTER_KEYS holds MASTER_KEY itself (put a new key in MASTER_KEY, and only earlier ones here)']);
  return {
    botToken: read.BOT_TOKEN, masterKey: read.MASTER_KEY, oldMasterKeys: read.OLD_MASTER_KEYS, allowedUsers: read.ALLOWED_USERS,
    restUrl: read.CAPE_REST_URL, streamUrl: read.CAPE_STREAM_URL, telegramApiUrl: read.TELEGRAM_API_URL,
    dataDir: read.DATA_DIR, logLevel: read.LOG_LEVEL, depositPollMs: read.DEPOSIT_POLL_SECONDS, outageAfterMs: read.OUTAGE_SECONDS,
    ...(read.REQUIRE_DATA ? { requireData: true } : {}),
    ...(read.PORT === undefined ? {} : { port: read.PORT }),
    ...(read.PUBLIC_URL === undefined ? {} : { publicUrl: read.PUBLIC_URL }),
  };
}

/**
 * DATA_DIR alone, for the commands that need nothing else: they ask for no token and no key.
 * @param env given by tests; otherwise this process's own.
 * @throws ConfigError with one sentence.
 */
export function loadDataDir(env: Settings = process.env, readFile?: (path: string) => string): string {
  const settings = withoutEmpty({ ...readEnvFile(readFile ?? readTextFile), ...withoutUndefined(env) });
  const parsed = folder.safeParse(settings['DATA_DIR']);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => issue.message));
  return parsed.data;
}

const readTextFile = (path: string): string => readFileSync(path, 'utf8');

/** The settings in `.env`; none when there is no such file. */
function readEnvFile(readFile: (path: string) => string): Settings {
  let text: string;
  try {
    text = readFile('.env');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return {};
    throw new ConfigError([`the file .env cannot be read (${systemCode(error)}, check its permissions, or remove it)`]);
  }
  try {
    return parseEnvFile(text);
  } catch (error) {
    if (!(error instanceof EnvFileError)) throw error;
    throw new ConfigError([`in the file .env ${error.message} (write it like the lines of .env.example)`]);
  }
}

interface KeyFile {
  readonly text?: string;
  readonly problem?: string;
}

/** The text of the file that the setting `<name>_FILE` names, where it is given. */
function readKeyFile(settings: Settings, name: 'MASTER_KEY' | 'OLD_MASTER_KEYS', readFile: (path: string) => string): KeyFile {
  const path = settings[`${name}_FILE`];
  if (path === undefined) return {};
  if (settings[name] !== undefined) return { problem: `${name} and ${name}_FILE are both set (keep one of them)` };
  try {
    return { text: readFile(path) };
  } catch (error) {
    // The path is not told: someone may have put the key itself there.
    return { problem: `the file named by ${name}_FILE cannot be read (${systemCode(error)}, give the path of a file this user may read)` };
  }
}

/** A problem with a key's file stands for what the schema says of the key. */
function problemsOf(issues: readonly { readonly path: PropertyKey[]; readonly message: string }[], files: Readonly<Record<string, string | undefined>>): string[] {
  const ofFiles = Object.values(files).filter((problem) => problem !== undefined);
  return [...ofFiles, ...issues.filter((issue) => files[String(issue.path[0])] === undefined).map((issue) => issue.message)];
}

const withoutUndefined = (settings: Settings): Settings => Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));

const withoutEmpty = (settings: Settings): Settings => Object.fromEntries(Object.entries(settings).filter(([, value]) => value?.trim() !== ''));

const systemCode = (error: unknown): string => (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown fault');
