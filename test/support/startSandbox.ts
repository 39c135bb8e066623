// The sandbox for flow tests: real servers, the real program, and a person who types, taps and waits for words.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/sandbox.js';
import type { ChatUser, MessageView } from '../../src/sandbox/telegram/index.js';

/** How long a person waits for an answer before the test says it never came, ms. */
const patienceMs = 10_000;

export class Person {
  private since = 0;

  constructor(readonly user: ChatUser, private readonly sandbox: Sandbox) {}

  /** Types; what is heard afterwards must come after it. */
  send(text: string): number {
    this.mark();
    return this.user.sendText(text);
  }

  async tap(message: MessageView, button: string): Promise<string> {
    this.mark();
    return (await this.user.tap(message.messageId, button)).queryId;
  }

  mark(): void {
    this.since = this.user.events().at(-1)?.sequence ?? 0;
  }

  /** The first message or edit since the last act whose text fits; spaces in numbers are plain spaces here. */
  async hear(words: RegExp, timeoutMs = patienceMs): Promise<MessageView> {
    try {
      return await this.user.waitForMessage((message) => words.test(plainSpaces(message.text)), timeoutMs, { since: this.since });
    } catch {
      const heard = this.user.messages().filter((message) => message.from === 'bot').slice(-5).map((message) => message.text).join('\n---\n');
      throw new Error(`never heard ${String(words)}; last heard:\n${heard}\n=== the program printed:\n${this.sandbox.program().output().split('\n').slice(-15).join('\n')}`);
    }
  }

  async ask(text: string, words: RegExp): Promise<MessageView> {
    this.send(text);
    return this.hear(words);
  }

  /** Links the practice account, or another. */
  async link(account: { uid: string; apiKey: string; secret: string } = this.sandbox.practice): Promise<void> {
    await this.ask('/start', /Confirm/);
    await this.ask(`/link ${account.apiKey} ${account.secret}`, /Linked/);
    await this.connected(account.uid);
  }

  /** Waits until the account's private stream is up. */
  async connected(uid = this.sandbox.practice.uid): Promise<void> {
    await until(() => this.sandbox.exchange.control.openSockets().some((socket) => socket.uid === uid && socket.streams.includes('order')), 'the private stream is connected');
    await until(() => true, 'settled', 300);
  }

  /** Texts of the bot's messages as they stand now. */
  texts(): string[] {
    return this.user.messages().filter((message) => message.from === 'bot' && !message.deleted).map((message) => plainSpaces(message.text));
  }
}

export const plainSpaces = (text: string): string => text.replaceAll('\u00a0', ' ');

/** Resolves when `isSo` gives true; `settleMs` is waited first. @throws Error naming what did not happen. */
export async function until(isSo: () => boolean, what: string, settleMs = 0): Promise<void> {
  if (settleMs > 0) await new Promise((resolve) => setTimeout(resolve, settleMs));
  for (const endAt = Date.now() + patienceMs; !isSo();) {
    if (Date.now() > endAt) throw new Error(`it never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export interface Stage {
  readonly sandbox: Sandbox;
  readonly person: Person;
  another(id: number, firstName?: string): Person;
}

/** Starts everything with still books and waits until the program polls. */
export async function startStage(options: SandboxOptions = {}): Promise<Stage> {
  const sandbox = await startSandbox({ ...options, exchange: { otherTraders: false, ...options.exchange } });
  await sandbox.ready();
  const another = (id: number, firstName = 'Thandi'): Person => new Person(sandbox.telegram.control.user({ id, firstName, languageCode: 'en' }), sandbox);
  return { sandbox, person: another(501), another };
}

/**
 * People in turn, each with an account of its own: a chat takes one message a second, so the next question is better another's.
 * @param ids of the people, who are linked at once
 */
export async function peopleInTurn(stage: Stage, ids: readonly number[], balances: Record<string, string> = {}): Promise<() => Person> {
  const people = ids.map((id) => stage.another(id));
  await Promise.all(people.map((person) => person.link(stage.sandbox.exchange.control.createAccount({ balances }))));
  let turn = 0;
  return () => people[(turn += 1) % people.length]!;
}

/** Every byte of the files below the folder, as one text. */
export function stored(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => readIfThere(path.join(entry.parentPath, entry.name))).join('\n');
}

/** The program goes on meanwhile: what it was writing may have its name by now, which is listed too. */
function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/** Orders POSTed to the exchange so far. */
export function postedOrders(sandbox: Sandbox): readonly { body: string }[] {
  return sandbox.exchange.control.requests.filter((request) => request.method === 'POST' && request.path === '/market/orders');
}
