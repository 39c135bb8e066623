// How each group of notifications arrives: loud, silent or not at all. Its page leads to one page for each group.
import { loudnessOf, noticeGroupNames, withLoudness } from '../../../src/notifications/noticeGroups.js';
import type { Loudness, NoticeGroup } from '../../../src/model/user.js';
import type { Rich } from '../../../src/model/message.js';
import type { Say } from '../../../src/text/index.js';
import { outside } from '../../../src/text/outside.js';
import { join } from '../../../src/text/rich.js';
import { save, type Page, type Seen, type Setting } from './setting.js';

const levels: readonly Loudness[] = ['loud', 'silent', 'off'];

/** Money that comes over Lightning is told as the deposit that it is. */
const otherNames: Readonly<Record<string, NoticeGroup>> = { invoices: 'deposits', lightning: 'deposits' };

/** "fills", "fill", "Deposits", "lightning". */
function readGroup(typed = ''): NoticeGroup | undefined {
  const named = [typed.toLowerCase(), `${typed.toLowerCase()}s`];
  const other = named.find((name) => Object.hasOwn(otherNames, name));
  return other === undefined ? noticeGroupNames.find((group) => named.includes(group)) : otherNames[other];
}
const readLevel = (word: string | undefined): Loudness | undefined => levels.find((level) => level === word?.toLowerCase());

const more = (say: Say, group: NoticeGroup): readonly Rich[] => (group === 'deposits' ? [say('settings.notify.lightning')] : []);

function groupsPage({ say, user }: Seen): Page {
  const rows = noticeGroupNames.map((group) => say('settings.notify.row', { group: say(`settings.notify.${group}`), level: say(`settings.level.${loudnessOf(group, user.settings)}`) }));
  return {
    text: join([say('settings.notify.about'), join([...rows, say('settings.notify.lightning')])], '\n\n'),
    choices: noticeGroupNames.map((group) => ({ label: say(`settings.notify.${group}`).text, words: `notify ${group}` })), perRow: 2,
  };
}

function groupPage({ say, user }: Seen, group: NoticeGroup): Page {
  const now = loudnessOf(group, user.settings);
  return {
    text: join([say('settings.notify.group', { group: say(`settings.notify.${group}`), level: say(`settings.level.${now}`) }), ...more(say, group)]),
    choices: levels.map((level) => ({ label: say(`settings.level.${level}`).text, words: `notify ${group} ${level}`, isChosen: now === level })),
    perRow: 3, back: 'notify',
  };
}

export const notify: Setting = {
  name: 'notify', aliases: ['notifications', 'sound'], label: 'settings.notify.label',
  line({ say, user }) {
    const named = (level: Loudness): string => noticeGroupNames.filter((group) => loudnessOf(group, user.settings) === level).map((group) => say(`settings.notify.${group}`).text.toLowerCase()).join(', ');
    const parts = levels.flatMap((level) => (named(level) === '' ? [] : [say('settings.notify.part', { level: say(`settings.level.${level}`), groups: outside(named(level)) })]));
    return say('settings.notify.line', { value: join(parts, '; ') });
  },
  page(seen, words) {
    const group = readGroup(words[0]);
    return group === undefined ? groupsPage(seen) : groupPage(seen, group);
  },
  async take(seen, words) {
    const group = readGroup(words[0]);
    const level = readLevel(words[1]);
    if (group !== undefined && words.length === 1) return { kind: 'open' };
    if (group === undefined || level === undefined || words.length > 2) {
      return { kind: 'wrong', why: seen.say('settings.badNotify', { typed: outside(words.join(' '), 40), groups: outside(noticeGroupNames.join(', ')) }) };
    }
    await save(seen, (settings) => withLoudness(settings, group, level));
    return { kind: 'changed', line: (say) => join([say('settings.notify.set', { group: say(`settings.notify.${group}`), level: say(`settings.level.${level}`) }), ...more(say, group)], ' ') };
  },
};
