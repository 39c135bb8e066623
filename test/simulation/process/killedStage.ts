// The sandbox and its person for the storm of kills: the real program, killed and started again, and what happened meanwhile.
import { Person, until } from '../../support/startSandbox.js';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.js';
import { plainSpaces } from '../../support/startSandbox.js';
import type { ChatMessage } from '../world/chat.js';

export interface KilledStage {
  readonly sandbox: Sandbox;
  readonly person: Person;
  /** How often each custom order id reached the exchange so far. */
  readonly creates: Map<string, number>;
  /** Takes what has reached the exchange since the last look into `creates`. */
  look(): void;
  /** The bot's messages as they stand now, with their first words. */
  messages(): readonly ChatMessage[];
}

/** Everything started, one person linked, still books. */
export async function openKilledStage(): Promise<KilledStage> {
  const sandbox = await startSandbox({ exchange: { otherTraders: false }, settings: { DEPOSIT_POLL_SECONDS: '1', LOG_LEVEL: 'info' } });
  await sandbox.ready();
  const user = sandbox.telegram.control.user({ id: 501, firstName: 'Thandi', languageCode: 'en' });
  const person = new Person(user, sandbox);
  const rich = sandbox.exchange.control.createAccount({ balances: { zar: '5000000', btc: '5' } });
  await person.link(rich);
  const creates = new Map<string, number>();
  const look = (): void => {
    for (const { method, path, body } of sandbox.exchange.control.requests) {
      const id = method === 'POST' && path === '/market/orders' ? /"custom_order_id":"([^"]+)"/.exec(body)?.[1] : undefined;
      if (id !== undefined) creates.set(id, (creates.get(id) ?? 0) + 1);
    }
    sandbox.exchange.control.clearRequests();
  };
  look();
  return { sandbox: { ...sandbox, practice: rich }, person, creates, look, messages: () => messagesOf(person) };
}

function messagesOf({ user }: Person): readonly ChatMessage[] {
  const first = new Map<number, string>();
  for (const event of user.events()) if (event.kind === 'message') first.set(event.message.messageId, event.message.text);
  return user.messages().filter(({ from }) => from === 'bot').map(({ messageId, text, date }) => (
    { id: messageId, text, firstText: first.get(messageId) ?? text, sentAt: date * 1000, asksFor: undefined }
  ));
}

/** Asks for a card and taps it as soon as it is there, twice now and then; what a kill prevents is simply not done. */
export async function order(stage: KilledStage, words: string, twice: boolean): Promise<void> {
  const { person } = stage;
  const since = Math.max(0, ...person.user.messages().map(({ messageId }) => messageId));
  person.send(words);
  const card = () => person.user.messages().find((message) => message.messageId > since && /Valid for/.test(plainSpaces(message.text)));
  await until(() => card() !== undefined, 'a card').catch(() => undefined);
  const shown = card();
  if (shown === undefined) return;
  const taps = Array.from({ length: twice ? 2 : 1 }, () => person.user.tap(shown.messageId, 'Confirm').catch(() => undefined));
  await Promise.all(taps);
}
