// What free text that is no command is answered with.
import type { Reply } from '../../src/bot/command.js';
import { runData } from '../../src/model/callback.js';
import type { UserRecord } from '../../src/model/user.js';
import { speak } from '../../src/text/index.js';

/** A short hint and the two or three things most people want next. */
export function hint(user: UserRecord): Reply {
  const say = speak(user.settings.language);
  const next = user.link === undefined ? ['link', 'price', 'help'] : ['balance', 'orders', 'help'];
  return { text: say('hint.text'), buttons: [next.map((words) => ({ label: `/${words}`, data: runData(words) }))] };
}
