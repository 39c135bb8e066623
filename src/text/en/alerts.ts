// English sentences: alerts.

export const alerts = {
} as const;
