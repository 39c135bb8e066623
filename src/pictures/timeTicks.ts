// The time axis: where in the user's zone a new hour, day or month begins, and what is written there; pure.
import { wallMs } from '../model/wallClock.js';
import { monthName } from '../text/format.js';
import type { Say } from '../text/index.js';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const daySteps = [1, 2, 4, 7, 14].map((days) => days * dayMs);
const minuteSteps = [5, 10, 15, 30, 60, 120, 180, 240, 360, 720].map((minutes) => minutes * minuteMs);
/** Months between written dates, for axes that are longer than the steps above. */
const monthSteps = [1, 2, 3, 6, 12, 24, 60] as const;
const monthMs = 30.4 * dayMs;

export interface TimeTick {
  /** Which period from the left it stands at, from 0. */
  readonly slot: number;
  readonly label: string;
  /** A new day, or a new year where days are written: said louder. */
  readonly isNew: boolean;
}

interface Step {
  /** Changes whenever a new step begins; `wall` is what the clocks show, as if it were UTC, ms. */
  part(wall: number): number;
  label(say: Say, wall: number, before: number | undefined): Omit<TimeTick, 'slot'>;
}

/**
 * @param firstAt start of the first period, ms since 1970
 * @param roomSlots periods that one label needs
 */
export function timeTicks(say: Say, firstAt: number, slots: number, periodMs: number, roomSlots: number, timeZone: string): readonly TimeTick[] {
  const step = stepFor(roomSlots * periodMs);
  const ticks: TimeTick[] = [];
  let shown: number | undefined;
  let part = step.part(wallMs(firstAt - periodMs, timeZone));
  for (let slot = 0; slot < slots; slot += 1) {
    const wall = wallMs(firstAt + slot * periodMs, timeZone);
    const isTick = step.part(wall) !== part;
    part = step.part(wall);
    if (!isTick || slot - (ticks.at(-1)?.slot ?? -slots) < roomSlots * closest) continue;
    ticks.push({ slot, ...step.label(say, wall, shown) });
    shown = wall;
  }
  return ticks;
}

/** Months are not of one length, and clocks are set back: labels may stand this much closer than asked. */
const closest = 0.85;

function stepFor(roomMs: number): Step {
  const minutes = minuteSteps.find((one) => one >= roomMs);
  if (minutes !== undefined) return { part: (wall) => Math.floor(wall / minutes), label: timeLabel };
  const days = daySteps.find((one) => one >= roomMs);
  if (days !== undefined) return { part: (wall) => Math.floor(wall / days), label: dayLabel };
  const months = monthSteps.find((one) => one * monthMs >= roomMs) ?? 60;
  return { part: (wall) => Math.floor(monthOf(wall) / months), label: monthLabel };
}

const dayOf = (wall: number): number => Math.floor(wall / dayMs);
const monthOf = (wall: number): number => new Date(wall).getUTCFullYear() * 12 + new Date(wall).getUTCMonth();
const yearOf = (wall: number): number => new Date(wall).getUTCFullYear();
const monthAt = (say: Say, wall: number): string => monthName(say, new Date(wall).getUTCMonth() + 1).text;
const dayAt = (say: Say, wall: number): string => say('date.day', { day: new Date(wall).getUTCDate(), month: monthName(say, new Date(wall).getUTCMonth() + 1) }).text;
const timeAt = (wall: number): string => new Date(wall).toISOString().slice(11, 16);

function timeLabel(say: Say, wall: number, before: number | undefined): Omit<TimeTick, 'slot'> {
  const isNew = before === undefined ? wall % dayMs === 0 : dayOf(before) !== dayOf(wall);
  return { isNew, label: isNew ? dayAt(say, wall) : timeAt(wall) };
}

const dayLabel: Step['label'] = (say, wall, before) => ({ isNew: before !== undefined && monthOf(before) !== monthOf(wall), label: dayAt(say, wall) });

function monthLabel(say: Say, wall: number, before: number | undefined): Omit<TimeTick, 'slot'> {
  const isNew = before === undefined ? monthOf(wall) % 12 === 0 : yearOf(before) !== yearOf(wall);
  return { isNew, label: isNew ? String(yearOf(wall)) : monthAt(say, wall) };
}
