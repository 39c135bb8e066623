// English sentences: trade.

export const trade = {
} as const;
