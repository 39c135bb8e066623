// Says that the messages a command promises are switched off in the settings, with a button that switches them on.
import type { Reply, Request } from '../../src/bot/command.js';
import { runData } from '../../src/model/callback.js';
import type { Rich } from '../../src/model/message.js';
import type { UserRecord } from '../../src/model/user.js';
import { loudnessOf, withLoudness } from '../../src/notifications/noticeGroups.js';
import type { Say } from '../../src/text/index.js';
import { join } from '../../src/text/rich.js';
import type { Core } from '../core.js';
import { save } from '../settings/entries/setting.js';

export type PromisedGroup = 'alerts' | 'summaries';

/** The words that switch a group on again, as its button runs them. */
const onWords: Readonly<Record<PromisedGroup, string>> = { alerts: 'alerts on', summaries: 'schedule on' };

/** Nothing while the group is loud or silent. */
export const offLines = (say: Say, { settings }: UserRecord, group: PromisedGroup): readonly Rich[] => (loudnessOf(group, settings) === 'off' ? [say(`${group}.isOff`)] : []);

/** The reply, which says so and offers to switch the group on where what it promises would not be sent. */
export function withOffNotice(say: Say, user: UserRecord, group: PromisedGroup, reply: Reply): Reply {
  const lines = offLines(say, user, group);
  if (lines.length === 0) return reply;
  return { ...reply, text: join([reply.text, ...lines]), buttons: [...(reply.buttons ?? []), [{ label: say(`${group}.switchOn`).text, data: runData(onWords[group]) }]] };
}

/** Makes the group loud; the record after that. @throws UserError('lock.noSettings') while the user is locked; what Store.update throws */
export async function switchOn(say: Say, { user }: Request, core: Core, group: PromisedGroup): Promise<UserRecord> {
  await save({ say, user, core }, (settings) => withLoudness(settings, group, 'loud'));
  return core.store.read(user.id) ?? user;
}
