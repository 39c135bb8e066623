// The plain bot as a child process between the sandbox's exchange and Telegram, with a person who has connected.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { startExchange, type SimulatedExchange } from '../../../src/sandbox/exchange/index.js';
import { startTelegram, type ChatUser, type LocalTelegram } from '../../../src/sandbox/telegram/index.js';

const entry = path.join(path.dirname(fileURLToPath(import.meta.url)), 'bot.js');
const token = `123456789:${'B'.repeat(35)}`;

export const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

/** True once `isSo` is, false when it was not within the time. */
export async function within(ms: number, isSo: () => boolean): Promise<boolean> {
  for (const endAt = performance.now() + ms; performance.now() < endAt;) {
    if (isSo()) return true;
    await pause(20);
  }
  return isSo();
}

export class PlainStage {
  output = '';
  #child: ChildProcess | undefined;

  private constructor(readonly exchange: SimulatedExchange, readonly telegram: LocalTelegram, readonly folder: string, readonly key: ReturnType<SimulatedExchange['control']['createAccount']>, readonly user: ChatUser) {}

  /** Started and connected. */
  static async open(): Promise<PlainStage> {
    const [exchange, telegram] = await Promise.all([startExchange({ otherTraders: false }), startTelegram({ token })]);
    const key = exchange.control.createAccount({ balances: { zar: '1000000', btc: '2' } });
    const stage = new PlainStage(exchange, telegram, await mkdtemp(path.join(tmpdir(), 'plain-bot-')), key, telegram.control.user({ id: 501, firstName: 'Thandi', languageCode: 'en' }));
    await stage.start();
    stage.user.sendText('/start');
    await stage.ask(`/connect ${key.apiKey} ${key.secret}`, /Connected/);
    return stage;
  }

  /** Starts the bot, which polls soon after. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [entry, token, this.telegram.apiUrl, this.exchange.restUrl, path.join(this.folder, 'db.json')], { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { this.output += text; });
    this.#child = child;
    await pause(1200);
  }

  get isRunning(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined || !this.isRunning) return;
    const ended = new Promise((resolve) => { child.once('close', resolve); });
    child.kill('SIGKILL');
    await ended;
  }

  /** Types and waits for the words in a later message. */
  async ask(text: string, words: RegExp): Promise<void> {
    const before = this.texts().length;
    this.user.sendText(text);
    if (!await within(8000, () => this.texts().slice(before).some((one) => words.test(one)))) throw new Error(`the plain bot never said ${String(words)}:\n${this.output}`);
  }

  texts(): readonly string[] {
    return this.user.messages().filter(({ from }) => from === 'bot').map(({ text }) => text);
  }

  /** Draws a card and gives its message. */
  async card(words = '/buy 0.01 btc @ 830000'): Promise<number> {
    await this.ask(words, /\?$/);
    return Math.max(...this.user.messages().filter(({ from }) => from === 'bot').map(({ messageId }) => messageId));
  }

  tap(message: number): Promise<unknown> {
    return this.user.tap(message, 'Confirm').catch(() => undefined);
  }

  posted(): number {
    return this.exchange.control.requests.filter(({ method, path: route }) => method === 'POST' && route === '/market/orders').length;
  }

  placed(): number {
    return this.exchange.control.orders(this.key.uid).length;
  }

  async close(): Promise<void> {
    await this.kill();
    await Promise.all([this.exchange.stop(), this.telegram.stop()]);
    await rm(this.folder, { recursive: true, force: true });
  }
}
