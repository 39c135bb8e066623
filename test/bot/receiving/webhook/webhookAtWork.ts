// A bot that receives by webhook behind a real port, and what Telegram or a forger sends to it.
import { request } from 'node:http';
import type { Command } from '../../../../src/bot/command.js';
import { systemClock } from '../../../../src/model/clock.js';
import { openListener, type Listener } from '../../../../src/listening/listener.js';
import { deriveWebhookSecrets } from '../../../../src/security/webhookSecrets.js';
import { peerToken } from '../../../support/telegramPeer.js';
import { recordingLog, startBot, type BotAtWork } from '../../startBot.js';

export const publicUrl = 'https://bot.example.com';
export const secrets = deriveWebhookSecrets(Buffer.alloc(32, 9), peerToken);
export const webhook = { ...secrets, publicUrl };
export const hookPath = secrets.pathAt(publicUrl);

export interface Delivery {
  readonly method?: string;
  readonly path?: string;
  /** undefined sends no header. */
  readonly secret?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Told {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

export interface WebhookAtWork extends BotAtWork {
  readonly port: number;
  /** Sends one request and gives the answer. */
  readonly post: (body: string | Buffer, delivery?: Delivery) => Promise<Told>;
  /** Delivers a text of a person in private as Telegram does. */
  readonly write: (updateId: number, text: string, userId?: number) => Promise<number>;
  readonly press: (updateId: number, data: string, userId?: number) => Promise<number>;
  /** Ends the program and leaves Telegram and the store as they are. */
  readonly stopProgram: () => Promise<void>;
}

export async function startWebhook(commands: readonly Command<undefined>[], more: Parameters<typeof startBot>[1] = {}): Promise<WebhookAtWork> {
  const atWork = await startBot(commands, { webhook, ...more });
  const listener: Listener = await openListener({ port: 0, routes: [atWork.bot.webhook!], clock: systemClock, log: recordingLog(atWork.lines) });
  const post: WebhookAtWork['post'] = (body, { method = 'POST', path = hookPath, headers = {}, ...rest } = {}) => new Promise((resolve, reject) => {
    const secret = 'secret' in rest ? rest.secret : secrets.secretToken;
    const own = secret === undefined ? {} : { 'X-Telegram-Bot-Api-Secret-Token': secret };
    const sent = request({ host: '127.0.0.1', port: listener.port, path, method, agent: false, headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body), ...own, ...headers } }, (answer) => {
      void answer.toArray().then((parts: Buffer[]) => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString(), headers: answer.headers }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
  const deliver = async (update: object): Promise<number> => (await post(JSON.stringify(update))).status;
  const stopProgram = async (): Promise<void> => {
    await atWork.bot.stop();
    await listener.close();
  };
  return {
    ...atWork, post, stopProgram, port: listener.port,
    write: (updateId, text, userId = 7) => deliver(textUpdate(updateId, text, userId)),
    press: (updateId, data, userId = 7) => deliver({ update_id: updateId, callback_query: { id: `q${String(updateId)}`, from: person(userId), chat_instance: '1', data, message: { message_id: 1, date: 1, chat: { id: userId, type: 'private' } } } }),
    async stop() {
      await stopProgram();
      await atWork.peer.close();
    },
  };
}

export const textUpdate = (updateId: number, text: string, userId = 7): object => ({ update_id: updateId, message: { message_id: updateId, date: 1, from: person(userId), chat: { id: userId, type: 'private' }, text } });

const person = (id: number): object => ({ id, is_bot: false, first_name: 'Thandi' });
