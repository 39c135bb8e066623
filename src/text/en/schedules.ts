// English sentences: schedules.

export const schedules = {
} as const;
