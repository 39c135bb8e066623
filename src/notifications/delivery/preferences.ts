// Decides how a new message reaches its user: with a sound, without one, or not at all; pure.
import { wallMs } from '../../model/wallClock.js';
import { defaultTimeZone, type Loudness, type QuietHours, type Settings } from '../../model/user.js';
import type { NotificationKind } from '../kind.js';

/**
 * How a new message of this kind arrives at `now`, ms since 1970: as the user wishes, else as the kind is by itself. In
 * quiet hours nothing sounds but what breaks through them. An edit never sounds, so it is not asked here.
 */
export function mannerOf({ name, loudness, group, breaksThrough }: Pick<NotificationKind<never>, 'name' | 'loudness' | 'group' | 'breaksThrough'>, settings: Settings, now: number): Loudness {
  const wished = group === 'fixed' ? loudness : ownEntry(settings.loudness, name) ?? loudness;
  if (wished !== 'loud' || breaksThrough) return wished;
  return isQuiet(settings.quietHours, settings.timeZone, now) ? 'silent' : 'loud';
}

/** True from `from` until just before `to` by the clocks of the zone, whatever day it is; `from` later than `to` spans midnight. */
export function isQuiet(hours: QuietHours | undefined, timeZone: string, now: number): boolean {
  if (hours === undefined) return false;
  const time = timeOfDay(now, timeZone);
  const { from, to } = hours;
  return from < to ? from <= time && time < to : from <= time || time < to;
}

/** "22:05": as text it sorts like time. A zone this computer does not know is taken for the default one. */
function timeOfDay(at: number, timeZone: string): string {
  const show = (zone: string): string => new Date(wallMs(at, zone)).toISOString().slice(11, 16);
  try {
    return show(timeZone);
  } catch {
    return show(defaultTimeZone);
  }
}

const ownEntry = <T>(entries: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  (entries !== undefined && Object.hasOwn(entries, name) ? entries[name] : undefined);
