// The other way to hear from Telegram: it posts each update to our address, and we say 200 once it is kept.
import type { Random, Clock } from '../../../model/clock.js';
import type { Log } from '../../../model/log.js';
import { BotStartError, type BotStoppedError } from '../../botErrors.js';
import { askSometimes, untilAnswered, type StartUpParts } from '../../telegram/startUp.js';
import type { TelegramApi } from '../../telegram/telegramApi.js';
import type { TelegramFailure } from '../../telegram/telegramFailure.js';
import { allowedUpdates } from '../../incoming.js';
import { createBatches } from './batches.js';
import { createReceiver, type Receiver } from './receiver.js';
import type { WebhookSettings } from './settings.js';
import { hostOf, judgeStanding, readWebhookInfo, webhookUrl, type WebhookInfo } from './standing.js';
import { createWatch } from './watch.js';

export interface WebhookParts {
  readonly api: TelegramApi;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly publicUrl: string;
  readonly settings: WebhookSettings;
  /** Takes a batch in and gives the numbers of those that could not be kept. */
  accept(updates: readonly unknown[]): Promise<ReadonlySet<number>>;
  /** Told of an update before it has its turn in a batch. Never throws. */
  onArrival(update: unknown): void;
  isStopping(): boolean;
  /** Called once when receiving had to end by itself. */
  onEnd(error: BotStoppedError): void;
}

export interface Webhook {
  readonly path: string;
  readonly handle: Receiver['handle'];
  /** Takes updates in and tells Telegram where; tries until Telegram answers. @throws BotStartError when it refuses the address. */
  start(): Promise<void>;
  /** Takes no more in; the webhook stays set, so that Telegram keeps what comes for the next start. */
  stop(): Promise<void>;
}

/** Telegram's own default; each waits for one durable write, and those that come together share it. */
const maxConnections = 40;

export function createWebhook(parts: WebhookParts): Webhook {
  const { api, log, settings } = parts;
  const url = webhookUrl(parts.publicUrl, settings);
  const payload = { url, secret_token: settings.secretToken, allowed_updates: allowedUpdates, max_connections: maxConnections, drop_pending_updates: false };
  const receiver = createReceiver({ secretToken: settings.secretToken, batches: createBatches((updates) => parts.accept(updates), (update) => parts.onArrival(update)), clock: parts.clock });
  const watch = createWatch({ ...parts, set: async () => { await api.call('setWebhook', payload); }, onEnd: (error) => parts.onEnd(error) });

  return {
    path: settings.pathAt(parts.publicUrl),
    handle: (request, response) => receiver.handle(request, response),
    async start() {
      const before = await findWebhook(parts);
      receiver.open();
      await untilAnswered(parts, 'setWebhook', payload, refusedAddress);
      if (parts.isStopping()) return;
      watch.start(before);
      log.info('webhook set', { host: hostOf(url), pending: before?.pending ?? 0 });
    },
    async stop() {
      watch.stop();
      await receiver.close();
    },
  };
}

/** Looks what webhook is set and says what is to be known of it; undefined when Telegram does not tell. */
export async function findWebhook(parts: StartUpParts & { readonly settings: WebhookSettings | undefined }): Promise<WebhookInfo | undefined> {
  const { log, settings } = parts;
  const answer = await askSometimes(parts, 'getWebhookInfo', {}).catch(() => undefined);
  if (answer === undefined) return undefined;
  const info = readWebhookInfo(answer);
  const standing = judgeStanding(info, settings);
  if (standing === 'earlier') log.info('webhook of an earlier run found', { host: hostOf(info.url) });
  if (standing === 'foreign') log.error('somebody else had set a webhook: if that was not you, the bot token is stolen: revoke it at BotFather', { host: hostOf(info.url), pending: info.pending });
  return info;
}

/** A host Telegram cannot find yet may be found later; any other no is for whoever runs this. */
function refusedAddress({ code, description }: TelegramFailure): BotStartError | undefined {
  if (code !== 400 || /resolve/i.test(description)) return undefined;
  return new BotStartError(`Telegram does not accept PUBLIC_URL for its webhook (${description.slice(0, 150)}): give an https address it can reach at port 443, 80, 88 or 8443, or leave PUBLIC_URL out to use long polling.`);
}
