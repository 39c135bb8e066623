// The groups of notifications as a user sets them: which there are, how loud each is, and the settings that make one louder.
import type { Loudness, NoticeGroup, Settings } from '../model/user.js';
import type { NotificationKind } from './kind.js';
import { kinds } from './kinds/index.js';

const everyKind: readonly NotificationKind<never>[] = Object.values(kinds);

/** Each group once, in the order of the kinds. */
export const noticeGroupNames: readonly NoticeGroup[] = [...new Set(everyKind.flatMap(({ group }) => (group === 'fixed' ? [] : [group])))];

const kindsOf = (group: NoticeGroup): typeof everyKind => everyKind.filter((kind) => kind.group === group);

/** How loud a group is for this user, quiet hours aside. */
export function loudnessOf(group: NoticeGroup, settings: Settings): Loudness {
  const [first] = kindsOf(group);
  return first === undefined ? 'off' : settings.loudness?.[first.name] ?? first.loudness;
}

/** The settings with this group as loud as that. */
export function withLoudness(settings: Settings, group: NoticeGroup, loudness: Loudness): Settings {
  return { ...settings, loudness: { ...settings.loudness, ...Object.fromEntries(kindsOf(group).map(({ name }) => [name, loudness])) } };
}
