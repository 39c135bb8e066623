// Connects telegraf's dispatcher to the two handlers there are, one for messages and one for button presses.
import type { Telegraf } from 'telegraf';
import type { Actions } from '../../actions/actions.js';
import type { Clock, Random } from '../../model/clock.js';
import type { Log } from '../../model/log.js';
import type { UserId } from '../../model/message.js';
import type { UserRecord } from '../../model/user.js';
import { changed, wasSetAside, type Store } from '../../storage/store.js';
import type { Say } from '../../text/index.js';
import { withCodeCome, withQuestion } from './codeQuestions.js';
import type { Reply, SetDialog } from '../command.js';
import type { CommandList } from '../commandList.js';
import { errorName } from '../errorName.js';
import { readIncoming, toHandled, type Incoming, type IncomingMessage } from '../incoming.js';
import { createDownload } from '../telegram/download.js';
import { createMessageHandler } from './messages.js';
import { recordDamaged } from './ownReplies.js';
import type { PressAnswers } from '../sending/pressAnswers.js';
import { createPressHandler } from './presses.js';
import { createResponder, type Responder } from '../sending/responder.js';
import { createRunner } from './runner.js';
import { deleteSecret, type DeleteMessage } from '../telegram/secrets.js';
import type { TelegramApi } from '../telegram/telegramApi.js';
import type { TelegramSender } from '../sending/telegramSender.js';
import { createWorkSigns } from '../sending/workSigns.js';

export interface HandlerParts<Core> {
  readonly api: TelegramApi;
  readonly sender: TelegramSender;
  readonly answers: PressAnswers;
  readonly commands: CommandList<Core>;
  readonly core: Core;
  readonly store: Store;
  readonly token: string;
  readonly apiUrl: string;
  readonly actions: Actions;
  readonly setDialog: SetDialog;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  botName(): string;
  hint(user: UserRecord): Reply;
  onStarted(userId: UserId): Promise<void>;
  followLink(payload: string): string | undefined;
  sayTo(userId: UserId): Say;
}

/**
 * Registers the handlers and gives back what handles one update through telegraf; it never rejects and never logs the update.
 * Two handlers and a map, because telegraf's own dispatch slows down with every handler (PLATFORM.md section 2).
 */
export function connectHandlers<Core>(telegraf: Telegraf, parts: HandlerParts<Core>): (incoming: Incoming) => Promise<void> {
  const { api, clock, log, store } = parts;
  const note = async (userId: UserId, next: (record: UserRecord) => UserRecord): Promise<void> => {
    if (store.read(userId) === undefined) return;
    await store.update(userId, (record) => changed(next(record))).catch((error: unknown) => { log.warn('question not noted', { error: errorName(error) }); });
  };
  const responder = createResponder({ ...parts, onAsked: (userId, messageId) => note(userId, (record) => withQuestion(record, messageId)) });
  const runner = createRunner({ ...parts, responder, signs: createWorkSigns(parts), download: createDownload(parts) });
  const deleteMessage: DeleteMessage = ({ chatId }, messageId) => deleteSecret(api, chatId, messageId);
  const onMessage = createMessageHandler({
    ...parts, runner, responder, onCode: (userId) => note(userId, (record) => withCodeCome(record, clock.now())), deleteMessage,
  });
  const onPress = createPressHandler({ ...parts, runner, responder, deleteMessage });
  const tellOfDamage = createDamageNotice(parts, responder);
  telegraf.on('message', async (context) => {
    const incoming = readIncoming(context.update);
    if (incoming?.kind !== 'message') return;
    await tellOfDamage(incoming);
    await onMessage(incoming);
  });
  telegraf.on('edited_message', async (context) => {
    const incoming = readIncoming(context.update);
    if (incoming?.kind === 'message') await onMessage(incoming);
  });
  telegraf.on('callback_query', async (context) => {
    const incoming = readIncoming(context.update);
    if (incoming?.kind === 'press') await onPress(incoming);
  });
  // Telegraf's own handler prints the whole update, secrets included.
  telegraf.catch((error) => { log.error('update handler failed', { error: errorName(error) }); });
  return async (incoming) => {
    await telegraf.handleUpdate(toHandled(incoming) as unknown as Parameters<Telegraf['handleUpdate']>[0]);
  };
}

/** Whoever's record was found damaged hears it before the first answer since the start, whatever it is an answer to. */
function createDamageNotice<Core>(parts: HandlerParts<Core>, responder: Responder): (incoming: IncomingMessage) => Promise<void> {
  const { store, commands } = parts;
  const told = new Set<UserId>();
  return async (incoming) => {
    const { userId, inPrivate } = incoming;
    if (!inPrivate || told.has(userId) || !wasSetAside(store, userId)) return;
    told.add(userId);
    if (store.read(userId)?.link === undefined) await responder.respond(incoming, recordDamaged(parts.sayTo(userId), commands.find('link')?.name));
  };
}
