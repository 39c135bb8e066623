// Which notifications a user can make loud, silent or switch off, in groups a person would name.
import type { Loudness, Settings } from './user.js';

export type NoticeGroup = 'fills' | 'ends' | 'deposits' | 'withdrawals' | 'alerts' | 'summaries' | 'outages';

interface Group {
  /** Names of notification kinds; they are set together. */
  readonly kinds: readonly string[];
  /** How loud they are by themselves. */
  readonly own: Loudness;
}

export const noticeGroups: Readonly<Record<NoticeGroup, Group>> = {
  fills: { kinds: ['orderFilled', 'practiceFilled'], own: 'loud' },
  ends: { kinds: ['orderEnded'], own: 'loud' },
  deposits: { kinds: ['depositSeen', 'depositCredited'], own: 'loud' },
  withdrawals: { kinds: ['withdrawalMoved'], own: 'loud' },
  alerts: { kinds: ['alertFired'], own: 'loud' },
  summaries: { kinds: ['summary'], own: 'loud' },
  outages: { kinds: ['outage'], own: 'silent' },
};

export const noticeGroupNames = Object.keys(noticeGroups) as readonly NoticeGroup[];

/** Kinds that nobody can silence or switch off: a card is the answer to a tap or a request, and a paused key stops everything else. */
export const fixedKinds: readonly string[] = ['orderCard', 'invoiceMade', 'invoiceCard', 'addressReady', 'keyPaused'];

/** Loud at night too: what the user asked to be woken for, money that leaves the account, and a key that works no more. */
export const breakThroughKinds: ReadonlySet<string> = new Set(['alertFired', 'withdrawalMoved', 'keyPaused']);

/** How loud a group is for this user, quiet hours aside. */
export function loudnessOf(group: NoticeGroup, settings: Settings): Loudness {
  const { kinds, own } = noticeGroups[group];
  return settings.loudness?.[kinds[0] ?? ''] ?? own;
}

/** The settings with this group as loud as that. */
export function withLoudness(settings: Settings, group: NoticeGroup, loudness: Loudness): Settings {
  return { ...settings, loudness: { ...settings.loudness, ...Object.fromEntries(noticeGroups[group].kinds.map((kind) => [kind, loudness])) } };
}
