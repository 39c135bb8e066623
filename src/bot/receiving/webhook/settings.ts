// What the webhook needs to be told from outside.

export interface WebhookSettings {
  /** The https origin Telegram reaches this program at; absent: long polling, and the rest only tells a webhook of an earlier run. */
  readonly publicUrl?: string;
  /** The path of our webhook at an origin; nobody else can make it up. */
  pathAt(origin: string): string;
  /** Proves that a request is Telegram's. */
  readonly secretToken: string;
}
