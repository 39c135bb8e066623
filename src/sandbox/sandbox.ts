// The whole sandbox: a simulated exchange, a local Telegram, and the real program between them, all on loopback.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startExchange, type ExchangeOptions, type SimulatedExchange } from './exchange/index.js';
import { startProgram, type Program } from './program.js';
import { startTelegram, type LocalTelegram, type TelegramOptions } from './telegram/index.js';

export interface SandboxOptions {
  readonly exchange?: ExchangeOptions;
  readonly telegram?: Omit<TelegramOptions, 'token'>;
  /** Settings of the program that differ from the sandbox's own. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Keep the users' records here; otherwise in a new temporary folder that is removed at the end. */
  readonly dataDir?: string;
}

export interface Sandbox {
  readonly exchange: SimulatedExchange;
  readonly telegram: LocalTelegram;
  /** An account with play money, ready to link. */
  readonly practice: { readonly uid: string; readonly apiKey: string; readonly secret: string };
  readonly settings: Readonly<Record<string, string>>;
  readonly folder: string;
  /** The program that runs now. */
  program(): Program;
  /** Starts the program again after it ended; resolves when it polls. */
  startAgain(settings?: Readonly<Record<string, string>>): Promise<Program>;
  /** Resolves when the program says it is ready (LOG_LEVEL info or debug). @throws Error with its output when it does not within the time, ms. */
  ready(timeoutMs?: number): Promise<void>;
  stop(): Promise<void>;
}

/** Play money of the practice account. */
const practiceBalances = { zar: '50000', btc: '0.25', eth: '2', xrp: '1500', usdc: '100' };
/** How long the program may take until it polls, ms. */
const readyLimitMs = 15_000;

/** Starts everything; the program is told of the servers by its settings alone. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const token = `${100_000_000 + randomBytes(3).readUIntBE(0, 3)}:${randomBytes(27).toString('base64url').slice(0, 35)}`;
  const [exchange, telegram] = await Promise.all([startExchange(options.exchange), startTelegram({ ...options.telegram, token })]);
  const folder = await mkdtemp(path.join(tmpdir(), 'capebot-sandbox-'));
  const settings: Readonly<Record<string, string>> = {
    BOT_TOKEN: token, MASTER_KEY: randomBytes(32).toString('base64'), ALLOWED_USERS: '*',
    CAPE_REST_URL: exchange.restUrl, CAPE_STREAM_URL: exchange.streamUrl, TELEGRAM_API_URL: telegram.apiUrl,
    DATA_DIR: options.dataDir ?? path.join(folder, 'data'), LOG_LEVEL: 'info', DEPOSIT_POLL_SECONDS: '3', ...options.settings,
  };
  let program = startProgram(settings, folder);
  const ready = (timeoutMs = readyLimitMs): Promise<void> => waitUntilReady(program, timeoutMs);
  return {
    exchange, telegram, settings, folder, ready,
    practice: exchange.control.createAccount({ balances: practiceBalances }),
    program: () => program,
    startAgain: async (changed = {}) => {
      program = startProgram({ ...settings, ...changed }, folder);
      await ready();
      return program;
    },
    stop: async () => {
      await program.end('SIGTERM');
      await Promise.all([exchange.stop(), telegram.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The program's own word counts: what polled a moment ago may be the one before it. */
async function waitUntilReady(program: Program, timeoutMs: number): Promise<void> {
  const ended = program.exited.then(() => 'ended' as const);
  for (const endAt = Date.now() + timeoutMs; !program.output().includes('"event":"ready"');) {
    const next = await Promise.race([ended, new Promise<'again'>((resolve) => setTimeout(() => resolve('again'), 25))]);
    if (next === 'ended' || Date.now() > endAt) throw new Error(`The program did not get ready. It printed:\n${program.output()}`);
  }
}
