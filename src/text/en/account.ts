// English sentences: account.

export const account = {
} as const;
