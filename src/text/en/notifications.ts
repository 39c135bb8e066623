// English sentences: notifications.

export const notifications = {
} as const;
