// What is said of a PIN that was not right.
import type { Rich } from '../../src/model/message.js';
import type { PinVerdict } from '../../src/model/pin.js';
import { showTime } from '../../src/text/format.js';
import type { Say } from '../../src/text/index.js';
import { moment } from '../../src/text/rich.js';

/** `now` is ms since 1970. */
export function pinRefusal(say: Say, verdict: Exclude<PinVerdict, { kind: 'right' }>, timeZone: string, now: number): Rich {
  switch (verdict.kind) {
    case 'wrong': return verdict.left === 1 ? say('pin.wrongOne') : say('pin.wrong', { left: verdict.left });
    case 'blocked': return say('pin.blocked', { time: moment(showTime(say, verdict.until, now, timeZone), verdict.until) });
    case 'none': return say('pin.none');
  }
}
