// How a new message arrives: the user's choice over the kind's own, and what sounds in quiet hours, in any zone.
import { describe, expect, it } from '@jest/globals';
import { newUser, type Loudness, type NoticeGroup, type QuietHours } from '../../../src/model/user.js';
import { kinds, type KindName } from '../../../src/notifications/kinds/index.js';
import { isQuiet, mannerOf } from '../../../src/notifications/delivery/preferences.js';
import { loudnessOf, noticeGroupNames, withLoudness } from '../../../src/notifications/noticeGroups.js';

const { settings } = newUser(1, 1, 'Ann', 0);
const at = (text: string): number => Date.parse(text);
const night: QuietHours = { from: '22:00', to: '07:00' };
/** 14:00 and 01:00 in Johannesburg. */
const [day, deepNight] = [at('2025-11-21T12:00:00Z'), at('2025-11-21T23:00:00Z')];

describe('the groups a user can set', () => {
  const kindsOf = (group: NoticeGroup | 'fixed') => Object.values(kinds).filter((kind) => kind.group === group);

  it('are these, in this order', () => {
    expect(noticeGroupNames).toEqual(['fills', 'ends', 'deposits', 'withdrawals', 'alerts', 'summaries', 'outages']);
  });

  it('leave out only what answers a tap or a request, and a paused key', () => {
    expect(kindsOf('fixed').map(({ name }) => name).sort()).toEqual(['addressReady', 'balanceUnexplained', 'invoiceCard', 'invoiceMade', 'keyPaused', 'orderCard']);
  });

  it.each(noticeGroupNames)('%s are as loud as their kinds are by themselves, and set together', (group) => {
    const [own] = kindsOf(group).map(({ loudness }) => loudness);
    expect(kindsOf(group).map(({ loudness }) => loudness)).toEqual(kindsOf(group).map(() => own));
    expect(loudnessOf(group, settings)).toBe(own);
    expect(withLoudness(settings, group, 'off').loudness).toEqual(Object.fromEntries(kindsOf(group).map(({ name }) => [name, 'off'])));
  });
});

describe('by day', () => {
  it.each<[KindName, NoticeGroup | undefined, Loudness | undefined, Loudness]>([
    ['orderFilled', undefined, undefined, 'loud'], ['outage', undefined, undefined, 'silent'], ['orderCard', undefined, undefined, 'silent'],
    ['orderFilled', 'fills', 'silent', 'silent'], ['orderFilled', 'fills', 'off', 'off'], ['orderFilled', 'deposits', 'off', 'loud'],
    ['depositSeen', 'deposits', 'off', 'off'], ['depositCredited', 'deposits', 'off', 'off'], ['outage', 'outages', 'loud', 'loud'], ['outage', 'outages', 'off', 'off'],
  ])('%s with %s set to %s is %s', (kind, group, loudness, expected) => {
    const chosen = group === undefined || loudness === undefined ? settings : withLoudness(settings, group, loudness);
    expect(mannerOf(kinds[kind], chosen, day)).toBe(expected);
  });

  it.each([['orderCard', 'silent'], ['keyPaused', 'loud']] as const)('%s cannot be switched off, whatever a record says', (kind, expected) => {
    expect(mannerOf(kinds[kind], { ...settings, loudness: { [kind]: 'off' } }, day)).toBe(expected);
  });
});

describe('in quiet hours', () => {
  it.each<[KindName, Loudness]>([
    ['orderFilled', 'silent'], ['orderEnded', 'silent'], ['depositSeen', 'silent'], ['depositCredited', 'silent'], ['summary', 'silent'], ['outage', 'silent'],
    ['orderCard', 'silent'], ['alertFired', 'loud'], ['withdrawalMoved', 'loud'], ['keyPaused', 'loud'],
  ])('%s is %s', (kind, expected) => {
    expect(mannerOf(kinds[kind], { ...settings, quietHours: night }, deepNight)).toBe(expected);
  });

  it.each<[NoticeGroup, KindName, Loudness]>([['alerts', 'alertFired', 'silent'], ['withdrawals', 'withdrawalMoved', 'off'], ['outages', 'outage', 'loud'], ['fills', 'orderFilled', 'off']])('the own choice for %s stands before the rule', (group, kind, loudness) => {
    const chosen = withLoudness({ ...settings, quietHours: night }, group, loudness);
    expect(mannerOf(kinds[kind], chosen, deepNight)).toBe(loudness === 'loud' ? 'silent' : loudness);
  });
});

describe('quiet hours', () => {
  it.each<[string, QuietHours | undefined, string, string, boolean]>([
    ['none', undefined, 'Africa/Johannesburg', '2025-11-21T23:00:00Z', false],
    ['the minute before', night, 'Africa/Johannesburg', '2025-11-21T19:59:59Z', false],
    ['their first moment', night, 'Africa/Johannesburg', '2025-11-21T20:00:00Z', true],
    ['midnight', night, 'Africa/Johannesburg', '2025-11-21T22:00:00Z', true],
    ['their last moment', night, 'Africa/Johannesburg', '2025-11-22T04:59:59Z', true],
    ['their end', night, 'Africa/Johannesburg', '2025-11-22T05:00:00Z', false],
    ['noon', night, 'Africa/Johannesburg', '2025-11-22T10:00:00Z', false],
    ['within one day, before', { from: '13:00', to: '15:00' }, 'Africa/Johannesburg', '2025-11-21T10:59:00Z', false],
    ['within one day, inside', { from: '13:00', to: '15:00' }, 'Africa/Johannesburg', '2025-11-21T11:00:00Z', true],
    ['within one day, after', { from: '13:00', to: '15:00' }, 'Africa/Johannesburg', '2025-11-21T13:00:00Z', false],
    ['until midnight', { from: '22:00', to: '00:00' }, 'Africa/Johannesburg', '2025-11-21T21:59:59Z', true],
    ['after midnight', { from: '22:00', to: '00:00' }, 'Africa/Johannesburg', '2025-11-21T22:00:00Z', false],
    ['London in winter', night, 'Europe/London', '2025-01-10T21:59:00Z', false],
    ['London in summer, an hour earlier by UTC', night, 'Europe/London', '2025-07-10T21:00:00Z', true],
    ['London in summer, their end', night, 'Europe/London', '2025-07-10T06:00:00Z', false],
    ['the hour left out in spring', { from: '01:00', to: '02:00' }, 'Europe/London', '2025-03-30T01:00:00Z', false],
    ['the hour that comes twice, first', { from: '01:00', to: '02:00' }, 'Europe/London', '2025-10-26T00:30:00Z', true],
    ['the hour that comes twice, again', { from: '01:00', to: '02:00' }, 'Europe/London', '2025-10-26T01:30:00Z', true],
    ['the hour after both', { from: '01:00', to: '02:00' }, 'Europe/London', '2025-10-26T02:00:00Z', false],
    ['a zone with a half hour', night, 'Asia/Kolkata', '2025-11-21T16:30:00Z', true],
    ['west of the date line', night, 'Pacific/Honolulu', '2025-11-21T08:00:00Z', true],
    ['a zone this computer does not know', night, 'Nowhere/Land', '2025-11-21T20:00:00Z', true],
  ])('%s', (_what, hours, zone, time, expected) => {
    expect(isQuiet(hours, zone, at(time))).toBe(expected);
  });
});
