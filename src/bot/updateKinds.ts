// The kinds of updates Telegram is asked for, by long polling and by webhook alike.
export const allowedUpdates = ['message', 'callback_query', 'inline_query'] as const;
