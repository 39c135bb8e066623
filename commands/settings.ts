// /settings: shows what is set and changes the time zone and how far a price may be from what a card showed.
import type { Reply, Request } from '../src/bot/command.js';
import { decimal, isAbove, isBelow, type Decimal } from '../src/model/money.js';
import { defaultMoveLimit, defaultSlippageCeiling, moveLimitBounds, slippageCeilingBounds } from '../src/model/priceLimits.js';
import { changed } from '../src/storage/store.js';
import { showTime } from '../src/text/format.js';
import { speak } from '../src/text/index.js';
import { clean } from '../src/text/rich.js';
import type { CapeCommand, Core } from './core.js';
import { misused } from './misused.js';
import { describeSchedule } from './schedule.js';

export const settings: CapeCommand = {
  name: 'settings', aliases: [], family: 'settings', access: 'anyone', where: 'private',
  summary: 'help.settings', usage: 'settings [timezone Continent/City | slippage <per cent> | move <per cent>]',
  examples: () => ['settings timezone Europe/London', 'settings slippage 1', 'settings move 0.5'],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    const [what, value] = request.words;
    if (what === undefined) return show(request, core);
    const name = what.toLowerCase();
    if (name === 'slippage' || name === 'move') return setPercent(request, core, name, request.words.slice(1).join(''));
    if (!/^time_?-?zone$/.test(name)) return misused(say('settings.unknown', { words: clean(what, 40) }), settings, request, core);
    const zone = canonicalZone(value);
    if (zone === undefined) return misused(say('settings.badZone', { zone: clean(value ?? '', 40) }), settings, request, core);
    await core.store.update(request.user.id, (record) => changed({ ...record, settings: { ...record.settings, timeZone: zone } }));
    return { text: say('settings.timeZone', { timeZone: zone, time: showTime(core.clock.now(), core.clock.now(), zone) }) };
  },
};

const percents = {
  slippage: { bounds: slippageCeilingBounds, field: 'slippageCeiling', done: 'settings.slippageSet', bad: 'settings.badSlippage' },
  move: { bounds: moveLimitBounds, field: 'moveLimit', done: 'settings.moveSet', bad: 'settings.badMove' },
} as const;

async function setPercent(request: Request, core: Core, name: keyof typeof percents, typed: string): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const { bounds, field, done, bad } = percents[name];
  const percent = readPercent(typed);
  if (percent === undefined || isBelow(percent, bounds.least) || isAbove(percent, bounds.most)) {
    return { text: say(bad, { typed: clean(typed, 40), least: bounds.least, most: bounds.most, example: `/settings ${name} ${defaultOf[field]}` }) };
  }
  await core.store.update(request.user.id, (record) => changed({ ...record, settings: { ...record.settings, [field]: percent } }));
  return { text: say(done, { percent }) };
}

const defaultOf = { slippageCeiling: defaultSlippageCeiling, moveLimit: defaultMoveLimit } as const;

/** "1", "0.5", "0,5%": at most two decimals; undefined for anything else. A comma cannot group thousands here: the bounds are far below. */
const readPercent = (typed: string): Decimal | undefined => (/^\d{1,2}([.,]\d{1,2})?%?$/.test(typed) ? decimal(typed.replace('%', '').replace(',', '.')) : undefined);

function show({ user }: Request, core: Core): Reply {
  const say = speak(user.settings.language);
  const { timeZone } = user.settings;
  return { text: say('settings.show', {
    timeZone, time: showTime(core.clock.now(), core.clock.now(), timeZone), language: 'English',
    slippage: user.settings.slippageCeiling ?? defaultSlippageCeiling, move: user.settings.moveLimit ?? defaultMoveLimit,
    schedule: user.schedule === undefined ? say('settings.noSchedule') : describeSchedule(say, user.schedule, timeZone),
  }) };
}

/** The zone as IANA writes it, whatever case it was typed in; undefined for what is none. Offsets such as +02:00 are refused: they know no summer time. */
function canonicalZone(typed: string | undefined): string | undefined {
  if (typed === undefined || !/^[A-Za-z]+([/_+-][A-Za-z0-9_+-]+)*$/.test(typed)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: typed }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
