// What the live feed of the chat page works with.
import type { ChatUser } from '../control/chatUser.js';
import type { PageContent } from '../control/pageContent.js';
import type { TelegramControl } from '../control/telegramControl.js';
import type { TelegramState } from '../state/telegramState.js';

/** `user` is the person at the page, who reads `languageCode`. */
export interface FeedParts {
  state: TelegramState;
  control: TelegramControl;
  content: PageContent;
  user: ChatUser;
  languageCode: string;
}
