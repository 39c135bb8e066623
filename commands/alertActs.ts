// What the buttons of an alert do: delete, arm again, snooze; each gives the sentence that says what became of it.
import type { Request } from '../src/bot/command.js';
import type { Rich } from '../src/model/message.js';
import { showTime } from '../src/text/format.js';
import type { Say } from '../src/text/index.js';
import { nameAlert } from './alertWords.js';
import type { Core } from './core.js';

export type AlertAct = 'delete' | 'rearm' | 'snooze';

const acts: ReadonlySet<string> = new Set<AlertAct>(['delete', 'rearm', 'snooze']);
export const isAlertAct = (word: string | undefined): word is AlertAct => word !== undefined && acts.has(word);

export async function actOnAlert(say: Say, request: Request, core: Core, act: AlertAct, id: string): Promise<Rich> {
  const { user } = request;
  if (act === 'delete') {
    const found = core.alerts.list(user.id).find((one) => one.id === id);
    return found !== undefined && await core.alerts.remove(user.id, id) ? say('alert.deleted', (await nameAlert(say, core, found)).said) : say('alert.gone');
  }
  const alert = act === 'rearm' ? await core.alerts.rearm(user.id, id) : await core.alerts.snooze(user.id, id);
  if (alert === undefined) return say('alert.gone');
  const { said } = await nameAlert(say, core, alert);
  if (alert.state === 'asleep') return say(alert.wakesTo === 'waiting' ? 'alert.snoozedWaiting' : 'alert.snoozed', { ...said, time: showTime(say, alert.until ?? 0, core.clock.now(), user.settings.timeZone) });
  return say(alert.state === 'waiting' ? 'alert.rearmedWaiting' : 'alert.rearmed', said);
}
