// The bot: Telegram on one side, commands and actions on the other.
//
//   pump | webhook -> intake (locks first; access, rate, inbox) -> sequence (one line per user) -> telegraf -> messages | presses
//        -> runner -> command -> responder -> sender (pacing) -> Telegram
//        -> inline: prices typed for in any chat, answered at once
import type { Telegraf } from 'telegraf';
import type { Actions } from '../actions/actions.js';
import { sleep, type Clock, type Random } from '../model/clock.js';
import type { Log } from '../model/log.js';
import type { UserId } from '../model/message.js';
import { defaultLanguage, type UserRecord } from '../model/user.js';
import type { Sender } from '../notifications/sender.js';
import type { Store } from '../storage/store.js';
import { speak, type Say } from '../text/index.js';
import type { AllowedUsers } from './access.js';
import { BotStoppedError } from './botErrors.js';
import { followLanguages } from './telegram/chatMenus.js';
import type { Command, Reply, SetDialog } from './command.js';
import { createCommandList } from './commandList.js';
import { createSetDialog } from './answering/dialogs.js';
import { connectHandlers } from './answering/handlers.js';
import { createInboundRate } from './receiving/inboundRate.js';
import { createInbox } from './receiving/inbox.js';
import { createRefusedSecrets } from './answering/refusedSecrets.js';
import { createInline, type InlineCard } from './answering/inline.js';
import { createIntake } from './receiving/intake.js';
import { resumeLeftovers } from './receiving/leftovers.js';
import { createNotices } from './receiving/notices.js';
import type { PollState } from './receiving/pump.js';
import { revokedSentence } from './receiving/pollFailures.js';
import { createPressAnswers } from './sending/pressAnswers.js';
import { createReceiving } from './receiving/receiving.js';
import { createSequence } from './receiving/sequence.js';
import { askWhoWeAre, setMenu, type BotAccount, type StartUpParts } from './telegram/startUp.js';
import { rememberContact } from './telegram/contact.js';
import { createTelegraf, createTelegramApi } from './telegram/telegramApi.js';
import { createTelegramSender } from './sending/telegramSender.js';
import type { WebhookSettings } from './receiving/webhook/settings.js';
import type { Webhook } from './receiving/webhook/webhook.js';

export interface BotOptions<Core> {
  readonly token: string;
  /** Telegram's own, a local Bot API server's or the sandbox's, without a path. */
  readonly apiUrl: string;
  readonly allowedUsers: AllowedUsers;
  /** Absent: long polling, and any webhook that is set is somebody else's. */
  readonly webhook?: WebhookSettings;
  /** In the order of the menu. */
  readonly commands: readonly Command<Core>[];
  readonly core: Core;
  readonly store: Store;
  readonly actions: Actions;
  /** Called after /start in private: what was parked for the user may be sent again. */
  onStarted?(userId: UserId): Promise<void>;
  /** What to say to a text that is no command. */
  hint(user: UserRecord): Reply;
  /** What a key of the home keyboard stands for, as typed without the slash; undefined for any other text. */
  keyWords?(text: string): string | undefined;
  /** What the payload of a link into the chat asks for, as typed without the slash; undefined for the greeting. */
  followLink?(payload: string): string | undefined;
  /** Cards for what is typed after the bot's name in any chat; none when absent. */
  inlineCards?(typed: string, language: string): Promise<readonly InlineCard[]>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

export interface Bot {
  readonly sender: Sender;
  readonly setDialog: SetDialog;
  /** What is to be answered on the port at this path; absent while polling. Until `start` it asks Telegram to come again. */
  readonly webhook?: Pick<Webhook, 'path' | 'handle'>;
  /**
   * Checks the token, sets the menu, handles what was left over and begins to receive. While Telegram cannot be reached it
   * keeps trying. @throws BotStartError, whose message is one sentence, when it cannot work with these settings.
   */
  start(): Promise<void>;
  /** Ends receiving and lets handlers under way finish; within 4 s. */
  stop(): Promise<void>;
  /** How long polling stands; absent while this process need not poll: by webhook, before the start, from the stop on. */
  polling(): PollState | undefined;
  /** True when Telegram answered the latest call, whatever it was, and the bot has begun to work and not to stop. */
  telegramAnswers(): boolean;
  /** Resolves with the reason, one sentence, when receiving had to end by itself; otherwise never settles. */
  readonly failed: Promise<Error>;
}

/** Handlers under way get this long at the stop; what still waits is handled at the next start. */
const drainMs = 2_000;
const storeMs = 800;

/** Builds the bot; nothing is sent before `start`. @throws RangeError when two commands share a name. */
export function createBot<Core>(options: BotOptions<Core>): Bot {
  const { allowedUsers, clock, log, random, store } = options;
  const ending = createEnding();
  const telegraf = createTelegraf(options.token, options.apiUrl);
  const api = rememberContact(createTelegramApi(telegraf, clock, () => ending.end(new BotStoppedError(revokedSentence))));
  const sender = createTelegramSender(api, clock, log);
  const answers = createPressAnswers(api, clock);
  const setDialog = createSetDialog(store, clock);
  const commands = createCommandList(options.commands, (text) => options.keyWords?.(text));
  const botName = (): string => telegraf.botInfo?.username ?? '';
  const languageOf = (userId: UserId, language = defaultLanguage): string => store.read(userId)?.settings.language ?? language;
  const sayTo = (userId: UserId, language?: string): Say => speak(languageOf(userId, language));
  const handle = connectHandlers(telegraf, {
    api, sender, answers, commands, setDialog, botName, sayTo, core: options.core, actions: options.actions, store, clock, random, log,
    token: options.token, apiUrl: options.apiUrl, hint: (user) => options.hint(user),
    onStarted: async (userId) => options.onStarted?.(userId), followLink: (payload) => options.followLink?.(payload),
  });

  const inbox = createInbox(store, clock, log);
  const sequence = createSequence(clock, log);
  const rate = createInboundRate(clock);
  const intake = createIntake({
    allowedUsers, clock, log, commands, inbox, sequence, answers, botName, handle, rate, onRefused: createRefusedSecrets({ api, commands, sender, botName, clock, store }), sayTo: ({ userId, language }) => sayTo(userId, language), notices: createNotices(sender, clock),
    refusesUnkept: options.webhook?.publicUrl !== undefined,
  });
  const answerInline = createInline({ api, allowedUsers, rate, clock, log, languageOf, cards: async (typed, language) => (await options.inlineCards?.(typed, language)) ?? [] });
  const accept = (updates: readonly unknown[]): Promise<ReadonlySet<number>> => {
    answerInline(updates);
    return intake.accept(updates);
  };
  const parts: StartUpParts = { api, clock, random, log, isStopping: () => ending.isStopping() };
  const receiving = createReceiving({ ...parts, settings: options.webhook, accept, onArrival: (update) => intake.lockFirst([update]), onEnd: (error) => ending.end(error) });
  let endFollowing = (): void => undefined;

  return {
    sender, setDialog, failed: ending.failed,
    polling: () => (ending.isStopping() ? undefined : receiving.polling?.()),
    telegramAnswers: () => ending.isRunning() && api.answers(),
    ...(receiving.webhook === undefined ? {} : { webhook: receiving.webhook }),
    async start() {
      const account = await askWhoWeAre(parts);
      if (account === undefined) return;
      telegraf.botInfo = botInfoOf(account);
      await receiving.prepare();
      await setMenu(parts, options.commands);
      if (ending.isStopping()) return;
      endFollowing = followLanguages({ api, store, commands: options.commands, log });
      ending.listen();
      await resumeLeftovers({ store, inbox, intake, sender, allowedUsers, log });
      await receiving.start();
      if (options.inlineCards !== undefined && !account.takesInlineQueries) log.info('inline mode is off: send /setinline to BotFather to turn it on', { bot: account.username });
      log.info('bot started', { bot: account.username });
    },
    async stop() {
      ending.stop();
      endFollowing();
      // A batch being stored is waited for, but not for ever: the disk may hang.
      await Promise.race([receiving.stop(), sleep(clock, storeMs)]);
      await intake.close(drainMs);
      await receiving.confirm();
    },
  };
}

interface Ending {
  readonly failed: Promise<Error>;
  /** Counts only while listening: before that `start` rejects, after a stop nobody asks. */
  end(error: Error): void;
  listen(): void;
  stop(): void;
  isRunning(): boolean;
  isStopping(): boolean;
}

function createEnding(): Ending {
  let state: 'starting' | 'running' | 'stopping' = 'starting';
  let settle: (error: Error) => void = () => undefined;
  const failed = new Promise<Error>((resolve) => { settle = resolve; });
  return {
    failed,
    end: (error) => { if (state === 'running') settle(error); },
    listen: () => { state = 'running'; },
    stop: () => { state = 'stopping'; },
    isRunning: () => state === 'running',
    isStopping: () => state === 'stopping',
  };
}

function botInfoOf({ id, username, firstName, takesInlineQueries }: BotAccount): NonNullable<Telegraf['botInfo']> {
  return { id, is_bot: true, username, first_name: firstName, can_join_groups: true, can_read_all_group_messages: false, supports_inline_queries: takesInlineQueries };
}
