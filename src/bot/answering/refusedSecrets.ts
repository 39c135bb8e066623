// Secrets in messages that are refused because there are too many of them: those go from the chat all the same, one after the
// other, and what became of them is said once the burst is over.
import { sleep, type Clock } from '../../model/clock.js';
import { removedLimit } from '../../model/callback.js';
import type { ChatId, MessageId, UserId } from '../../model/message.js';
import { newUser, type UserRecord } from '../../model/user.js';
import type { Store } from '../../storage/store.js';
import { speak } from '../../text/index.js';
import type { CommandList } from '../commandList.js';
import type { IncomingMessage } from '../incoming.js';
import { secretIn } from '../secretIn.js';
import type { TelegramSender } from '../sending/telegramSender.js';
import { deleteSecret } from '../telegram/secrets.js';
import type { TelegramApi } from '../telegram/telegramApi.js';
import { offerRemoval } from './ownReplies.js';

export interface RefusedSecretsParts {
  readonly commands: CommandList<never>;
  readonly sender: Pick<TelegramSender, 'send'>;
  readonly api: TelegramApi;
  readonly store: Pick<Store, 'read'>;
  readonly clock: Clock;
  botName(): string;
}

/** Nothing more may have come for this long before it is said what became of them, ms. */
const quietMs = 1_000;
/** Messages of one person that wait to be deleted; of more it is said that they stay. */
const waitingLimit = 500;
/** People whose messages are being deleted. */
const peopleLimit = 1_000;

interface Burst {
  readonly waiting: MessageId[];
  readonly offered: MessageId[];
  gone: number;
  stayed: number;
}

/** Gives what is told of each refused message; it never throws and waits for nothing. */
export function createRefusedSecrets(parts: RefusedSecretsParts): (message: IncomingMessage) => void {
  const bursts = new Map<UserId, Burst>();

  async function end(message: IncomingMessage, burst: Burst): Promise<void> {
    let isLate = false;
    while (!isLate) {
      for (let next = burst.waiting.shift(); next !== undefined; next = burst.waiting.shift()) {
        if (await deleteSecret(parts.api, message.chatId, next)) burst.gone += 1;
        else burst.stayed += 1;
      }
      await sleep(parts.clock, quietMs);
      isLate = burst.waiting.length === 0;
    }
    bursts.delete(message.userId);
    tell(parts, message.chatId, userIn(parts, message), burst);
  }

  return (message) => {
    const user = userIn(parts, message);
    const secret = secretIn(parts.commands, parts.botName(), message, user, parts.clock.now());
    if (secret === undefined) return;
    const known = bursts.get(message.userId);
    if (known === undefined && bursts.size >= peopleLimit) return;
    const burst = known ?? { waiting: [], offered: [], gone: 0, stayed: 0 };
    if (secret.certainty === 'likely') burst.offered.push(...(burst.offered.length < removedLimit ? [message.messageId] : []));
    else if (burst.waiting.length < waitingLimit) burst.waiting.push(message.messageId);
    else burst.stayed += 1;
    if (known !== undefined) return;
    bursts.set(message.userId, burst);
    void end(message, burst);
  };
}

const userIn = ({ clock, store }: RefusedSecretsParts, { userId, firstName, language }: IncomingMessage): UserRecord => store.read(userId) ?? newUser(userId, userId, firstName, clock.now(), language);

function tell({ sender }: RefusedSecretsParts, chatId: ChatId, user: UserRecord, { gone, offered, stayed }: Burst): void {
  const say = speak(user.settings.language);
  const priority = 'reply';
  if (gone > 0) void sender.send({ chatId, text: say('secret.burst', { count: gone }), priority });
  if (stayed > 0) void sender.send({ chatId, text: say('secret.stays'), priority });
  if (offered.length > 0) void sender.send({ chatId, ...offerRemoval(say, offered), priority });
}
