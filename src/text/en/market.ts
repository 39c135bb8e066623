// English sentences: market.

export const market = {
} as const;
