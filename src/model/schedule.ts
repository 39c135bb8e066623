// When a user wants the balance summary, in the user's own time zone.

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';
export const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

export interface Schedule {
  readonly every: 'day' | 'week';
  /** Only for every: 'week'. */
  readonly weekday?: Weekday;
  /** Local time of day, "HH:MM". */
  readonly time: string;
  /** The last period claimed, as its local date "YYYY-MM-DD"; a claimed period is never sent again. */
  readonly claimed?: string;
  /** ms since 1970; periods that fell due before it are not owed. */
  readonly since: number;
}
