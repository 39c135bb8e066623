// The streams that the exchange documents (API.txt, Websocket).

/** What an account can listen to, by the names they are subscribed under. */
export const privateStreams = ['order', 'trade', 'balance'] as const;

/** What follows a market's name: "btczar.ob-inc", "btczar.kline-15m". */
export const marketStreamKinds = ['ob-inc', 'kline'] as const;

/** What follows "kline-". */
export const kLineStreamPeriods = ['1m', '5m', '15m', '30m', '1h', '2h', '4h', '6h', '12h', '1d', '3d', '1w'] as const;
