// The local Telegram: a strict Bot API server and a chat page on loopback, with a control for tests and the sandbox.
import { executeCall } from './http/answerCall.js';
import { listen } from './http/telegramServer.js';
import { PageContent, type PanelAction, type Suggestion } from './control/pageContent.js';
import { TelegramControl } from './control/telegramControl.js';
import { openLiveFeed } from './feed/liveFeed.js';
import { TelegramState } from './state/telegramState.js';

export type { ButtonChoice } from './control/chooseButton.js';
export type { ChatUser, PhotoOptions, SendOptions, WaitOptions } from './control/chatUser.js';
export type { ButtonView, CallbackAnswerView, ChatEvent, MessageView } from './control/events.js';
export type { CopyPayload, PanelAction, Suggestion } from './control/pageContent.js';
export type { TelegramControl, UserSettings } from './control/telegramControl.js';
export type { Entity } from './format/entity.js';
export type { Fault } from './state/faults.js';
export type { LoggedRequest } from './state/requestLog.js';
export type { InlineAnswer } from './state/inlineQueries.js';
export type { BotCommand, InlineResult, Update } from './wire.js';
export { printTranscript } from './transcript.js';

export interface TelegramOptions {
  /** 0 or absent picks a free port. */
  port?: number;
  token: string;
  botUsername?: string;
  /** Milliseconds; the machine's clock when absent. */
  now?: () => number;
  suggestions?: readonly Suggestion[];
  panel?: readonly PanelAction[];
  /** The person who sits at the chat page. */
  pageUser?: { id: number; firstName: string; languageCode: string };
  /** Telegram's sending pace, with 429 when the bot is too fast. */
  strictPacing?: boolean;
}

export interface LocalTelegram {
  /** What a bot uses as its API root. */
  apiUrl: string;
  /** Where a browser finds the chat page. */
  pageUrl: string;
  control: TelegramControl;
  stop: () => Promise<void>;
}

const defaultPageUser = { id: 10_001, firstName: 'You', languageCode: 'en' };

/** Starts the server on 127.0.0.1. Throws RangeError for a token Telegram would never give; rejects when the port is taken. */
export async function startTelegram(options: TelegramOptions): Promise<LocalTelegram> {
  if (!/^[1-9]\d*:[\w-]+$/.test(options.token)) throw new RangeError('a bot token looks like 123456:ABC');
  const state = new TelegramState(options.token, options.botUsername ?? 'capebot', options.now ?? (() => Date.now()));
  state.pacing.strict = options.strictPacing ?? false;
  state.webhook.execute = (method, parameters) => executeCall(state, method, parameters);
  const content = new PageContent(options.suggestions ?? [], options.panel ?? []);
  const control = new TelegramControl(state, content);
  const pageUser = options.pageUser ?? defaultPageUser;
  const user = control.user(pageUser);
  const server = await listen(state, options.port ?? 0);
  const closeFeed = openLiveFeed(server.http, { state, control, content, user, languageCode: pageUser.languageCode });
  const apiUrl = `http://127.0.0.1:${server.port}`;
  const stop = async (): Promise<void> => {
    state.webhook.set(undefined);
    closeFeed();
    state.polling.release();
    await server.stop();
  };
  return { apiUrl, pageUrl: `${apiUrl}/`, control, stop };
}
