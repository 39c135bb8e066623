// What the buttons of an alert do: delete, arm again, snooze; each says what became of it, on the message that told of the firing.
import type { Reply, Request } from '../../src/bot/command.js';
import type { Alert } from '../../src/model/alert.js';
import type { Rich } from '../../src/model/message.js';
import { alertActs, alertButtons, type AlertAct } from '../../src/text/cards/alertButtons.js';
import { showTime } from '../../src/text/format.js';
import type { Say } from '../../src/text/index.js';
import { join, type Shown } from '../../src/text/rich.js';
import { nameAlert, showJudged } from './alertWords.js';
import type { Core } from '../core.js';

const acts: ReadonlySet<string> = new Set(alertActs);
export const isAlertAct = (word: string | undefined): word is AlertAct => word !== undefined && acts.has(word);

/** What an act came to: the alert before and after it; nothing where there is none. */
interface Acted {
  readonly before: Alert;
  /** Undefined: deleted. */
  readonly after: Alert | undefined;
}

/** Does it, and gives the sentence that says what became of the alert. */
export async function actOnAlert(say: Say, request: Request, core: Core, act: AlertAct, id: string): Promise<Rich> {
  const acted = await carryOut(request, core, act, id);
  return acted === undefined ? say('alert.gone') : tellAct(say, request, core, acted);
}

/**
 * The answer to a button of a fired alert: that message, with what became of the alert and the buttons that still fit. A
 * message of an earlier firing is left as it is. `words` are the count of firings and the coin, as the buttons carry them.
 */
export async function answerAct(say: Say, request: Request, core: Core, act: AlertAct, [id = '', firing, base]: readonly string[]): Promise<Reply> {
  const acted = await carryOut(request, core, act, id);
  if (acted === undefined) return { text: say('alert.gone') };
  const { before, after } = acted;
  if (before.fired === undefined || firing !== String(before.firings)) return { text: await tellAct(say, request, core, acted) };
  const { said, units } = await nameAlert(say, core, before);
  const time = (at: number): Shown => timeOf(say, request, core, at);
  return {
    text: join([say('alert.acted', { ...said, time: time(before.fired.at), value: showJudged(say, before, units, before.fired.price) }), outcome(say, after, time)]),
    buttons: alertButtons(say, { alertId: before.id, firing: before.firings, base: base ?? units.base }, fitting(after)), inPlace: true,
  };
}

async function carryOut({ user }: Request, core: Core, act: AlertAct, id: string): Promise<Acted | undefined> {
  const before = core.alerts.list(user.id).find((one) => one.id === id);
  if (before === undefined) return undefined;
  if (act === 'delete') return await core.alerts.remove(user.id, id) ? { before, after: undefined } : undefined;
  const after = act === 'rearm' ? await core.alerts.rearm(user.id, id) : await core.alerts.snooze(user.id, id);
  return after === undefined ? undefined : { before, after };
}

async function tellAct(say: Say, request: Request, core: Core, { before, after }: Acted): Promise<Rich> {
  const { said } = await nameAlert(say, core, before);
  if (after === undefined) return say('alert.deleted', said);
  if (after.state === 'asleep') return say(after.wakesTo === 'waiting' ? 'alert.snoozedWaiting' : 'alert.snoozed', { ...said, time: timeOf(say, request, core, after.until ?? 0) });
  return say(after.state === 'waiting' ? 'alert.rearmedWaiting' : 'alert.rearmed', said);
}

function outcome(say: Say, after: Alert | undefined, time: (at: number) => Shown): Rich {
  if (after === undefined) return say('alert.acted.deleted');
  if (after.state === 'asleep') return say(after.wakesTo === 'waiting' ? 'alert.acted.asleepWaiting' : 'alert.acted.asleep', { time: time(after.until ?? 0) });
  return say(after.state === 'waiting' ? 'alert.acted.waiting' : 'alert.acted.armed');
}

function fitting(after: Alert | undefined): readonly AlertAct[] {
  if (after === undefined) return [];
  return after.state === 'asleep' ? ['rearm', 'delete'] : ['snooze', 'delete'];
}

const timeOf = (say: Say, { user }: Request, core: Core, at: number): Shown => showTime(say, at, core.clock.now(), user.settings.timeZone);
