// Whether the account is locked and whether there is a PIN: the two lines that /status and /settings show.
import type { Rich } from '../../src/model/message.js';
import type { UserRecord } from '../../src/model/user.js';
import { showTime } from '../../src/text/format.js';
import type { Say } from '../../src/text/index.js';

/** `now` is ms since 1970. */
export function lockLines(say: Say, { lock, pin, settings }: UserRecord, now: number): readonly Rich[] {
  return [
    lock === undefined ? say('lock.isOpen') : say('lock.isLocked', { time: showTime(say, lock.since, now, settings.timeZone) }),
    say(pin === undefined ? 'pin.isNone' : 'pin.isSet'),
  ];
}
