// Alerts as commands/ sees them.
import type { Alert, AlertRepeat, AlertRule } from '../model/alert.js';
import type { UserId } from '../model/message.js';
import type { Standing } from './alertKind.js';
import type { Rehearsal } from './rehearsal.js';

export type { Standing } from './alertKind.js';
export type { Rehearsal } from './rehearsal.js';

export interface WantedAlert {
  /** The caller's, so that a replay adds nothing. */
  readonly id: string;
  readonly rule: AlertRule;
  /** Absent: it fires once and rests. */
  readonly repeat?: AlertRepeat;
}

export interface Alerts {
  /** @throws UserError saying what is wrong with a rule: nothing of it is stored. */
  check(wanted: Omit<WantedAlert, 'id'>): void;
  /** Stores an alert durably and arms it; the one there is, of another id, when the same is watched already. @throws UserError('alert.tooMany'), and what check throws */
  add(userId: UserId, wanted: WantedAlert): Promise<Alert>;
  /** How often it would have fired in the last week; never rejects. */
  rehearse(wanted: Omit<WantedAlert, 'id'>): Promise<Rehearsal>;
  /** How its condition stands right now; undefined when what there is to see cannot tell. */
  standing(userId: UserId, alert: Alert): Standing | undefined;
  /** All of a user's, in no order. */
  list(userId: UserId): readonly Alert[];
  /** False when there is none of that id. */
  remove(userId: UserId, alertId: string): Promise<boolean>;
  /** Arms a resting or sleeping alert again; when its condition holds right now it waits until it does not. Undefined when there is none. */
  rearm(userId: UserId, alertId: string): Promise<Alert | undefined>;
  /**
   * Puts an alert to sleep for snoozeMs; it wakes armed, so it fires then if its condition still holds. One that repeats sleeps
   * out its cool-down at least, and one that waited wakes to wait. Undefined when there is none.
   */
  snooze(userId: UserId, alertId: string): Promise<Alert | undefined>;
  start(): void;
  stop(): void;
}
