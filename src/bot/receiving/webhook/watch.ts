// Looks once a minute whether Telegram still delivers to us: somebody who can change that holds the bot token (RELIABILITY.md T24, row 33).
//
//   ours: nothing | none, or not as now: set again, three times a day at the most, then the end | somebody else's: the end
import type { Clock } from '../../../model/clock.js';
import type { Log } from '../../../model/log.js';
import { BotStoppedError } from '../../botErrors.js';
import type { TelegramApi } from '../../telegram/telegramApi.js';
import { TelegramFailure } from '../../telegram/telegramFailure.js';
import { WindowLimit } from '../../../pacing/windowLimit.js';
import type { WebhookSettings } from './settings.js';
import { hostOf, judgeStanding, readWebhookInfo, type WebhookInfo } from './standing.js';

export interface WatchParts {
  readonly api: TelegramApi;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: WebhookSettings;
  /** Sets our webhook. @throws TelegramFailure */
  set(): Promise<void>;
  /** Called once when receiving had to end. */
  onEnd(error: BotStoppedError): void;
}

export interface Watch {
  /** @param before what was set before our webhook: failures from then are no news. */
  start(before: WebhookInfo | undefined): void;
  stop(): void;
}

const lookEveryMs = 60_000;
const restoresPerDay = 3;
const dayMs = 86_400_000;

const foreignSet = 'Somebody set another webhook for this bot while it was running: if that was not you, its token is stolen: revoke it at BotFather; then start again.';
const takenAway = 'The webhook of this bot was taken away again and again: stop the other program with the same BOT_TOKEN or, if it is not yours, revoke the token at BotFather; then start again.';

export function createWatch(parts: WatchParts): Watch {
  const { clock, log } = parts;
  const restores = new WindowLimit(restoresPerDay, dayMs);
  let failedAt = 0;
  let cancel = (): void => undefined;
  let hasStopped = false;

  function end(error: BotStoppedError): void {
    hasStopped = true;
    parts.onEnd(error);
  }

  /** Sets our webhook again. False when that was done too often. */
  async function restore(): Promise<boolean> {
    if (restores.waitMs(clock.monotonic()) > 0) return false;
    restores.take(clock.monotonic());
    await parts.set();
    log.warn('webhook set again');
    return true;
  }

  /** Our own no to Telegram: somebody gave it another secret with our address. A proxy that says so is not mended by this, so it is no reason to end. */
  async function giveSecretAgain(): Promise<void> {
    log.error('telegram was refused: somebody may have set our webhook with another secret, or a proxy takes the secret away');
    await restore();
  }

  async function judge(info: WebhookInfo): Promise<void> {
    const isNewFailure = info.failedAt > failedAt;
    failedAt = Math.max(failedAt, info.failedAt);
    if (isNewFailure) log.warn('telegram could not deliver', { reason: info.failure, pending: info.pending });
    const standing = judgeStanding(info, parts.settings);
    if (standing === 'ours') {
      if (isNewFailure && /\b401\b/.test(info.failure)) await giveSecretAgain();
      return;
    }
    log.error('webhook is no longer ours', { standing, ...(info.url === '' ? {} : { host: hostOf(info.url) }) });
    if (standing === 'foreign') end(new BotStoppedError(foreignSet));
    else if (!(await restore())) end(new BotStoppedError(takenAway));
  }

  async function look(): Promise<void> {
    try {
      const info = readWebhookInfo(await parts.api.call('getWebhookInfo', {}));
      if (!hasStopped) await judge(info);
    } catch (error) {
      log.warn('look at the webhook failed', { code: error instanceof TelegramFailure ? error.code : 0 });
    }
    plan();
  }

  function plan(): void {
    if (!hasStopped) cancel = clock.after(lookEveryMs, () => void look());
  }

  return {
    start(before) {
      failedAt = before?.failedAt ?? 0;
      plan();
    },
    stop() {
      hasStopped = true;
      cancel();
    },
  };
}
