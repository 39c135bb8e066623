// How updates come in: asked for by long polls, or, with a public address, posted to the webhook.
import type { BotStoppedError } from '../botErrors.js';
import { createPump, type PollState } from './pump.js';
import { removeWebhook, type StartUpParts } from '../telegram/startUp.js';
import type { WebhookSettings } from './webhook/settings.js';
import { createWebhook, findWebhook, type Webhook } from './webhook/webhook.js';

export interface ReceivingParts extends StartUpParts {
  /** Absent: long polling, and any webhook that is set is somebody else's. */
  readonly settings: WebhookSettings | undefined;
  /** Takes a batch in and gives the numbers of those that could not be kept. */
  accept(updates: readonly unknown[]): Promise<ReadonlySet<number>>;
  /** Told of an update that was posted, before it has its turn in a batch. Never throws. */
  onArrival(update: unknown): void;
  /** Called once when receiving had to end by itself. */
  onEnd(error: BotStoppedError): void;
}

export interface Receiving {
  /** Absent while polling. */
  readonly webhook?: Webhook;
  /** Absent by webhook; undefined before the start. */
  polling?(): PollState | undefined;
  /** Before anything is handled: whose webhook stands in the way of polling is said, and it is taken away. */
  prepare(): Promise<void>;
  /** @throws BotStartError */
  start(): Promise<void>;
  /** Resolves when nothing is being taken in any more. */
  stop(): Promise<void>;
  /** Tells Telegram what was kept, where it does not know. */
  confirm(): Promise<void>;
}

export function createReceiving(parts: ReceivingParts): Receiving {
  const { settings } = parts;
  if (settings?.publicUrl !== undefined) {
    const webhook = createWebhook({ ...parts, publicUrl: settings.publicUrl, settings });
    return { webhook, prepare: () => Promise.resolve(), start: () => webhook.start(), stop: () => webhook.stop(), confirm: () => Promise.resolve() };
  }
  const pump = createPump(parts);
  return {
    polling: () => pump.state(),
    async prepare() {
      await findWebhook(parts);
      await removeWebhook(parts);
    },
    start() {
      pump.start();
      return Promise.resolve();
    },
    stop: () => pump.stop(),
    confirm: () => pump.confirm(),
  };
}
