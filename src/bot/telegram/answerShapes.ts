// What an answer of Telegram must look like before anybody reads it: a proxy, a captive page or a broken server may answer in its place.

/** True when the `result` of a method that succeeded can be read. */
export function isReadable(method: string, result: unknown): boolean {
  const fits = shapes[method] ?? (method.startsWith('send') ? isMessage : isTrue);
  return fits(result);
}

/** A no in Telegram's own words. */
export interface Refusal {
  /** 400 to 599 */
  readonly code: number;
  readonly description: string;
  readonly retryAfterMs?: number;
  readonly migrateTo?: number;
}

/** What is kept of a description, characters. */
const descriptionLimit = 300;
/** A longer wait is not believed, seconds: a timer beyond 24.8 days would run at once. */
const retryAfterLimitSeconds = 86_400;

/** The refusal, or undefined for what is none, whatever it is. @param body what came as JSON where `ok` was not true, or what stands for an answer of status 500 and above */
export function readRefusal(body: unknown): Refusal | undefined {
  const { error_code: code, description, parameters } = object(body) ?? {};
  if (!isInteger(code) || code < 400 || code > 599 || typeof description !== 'string') return undefined;
  const { retry_after: retryAfter, migrate_to_chat_id: migrateTo } = object(parameters) ?? {};
  return {
    code, description: description.slice(0, descriptionLimit),
    ...(typeof retryAfter === 'number' && retryAfter > 0 && retryAfter <= retryAfterLimitSeconds ? { retryAfterMs: retryAfter * 1000 } : {}),
    ...(isInteger(migrateTo) ? { migrateTo } : {}),
  };
}

type Fields = Readonly<Record<string, unknown>>;

const object = (value: unknown): Fields | undefined => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined);
const isInteger = (value: unknown): value is number => Number.isSafeInteger(value);
const isTrue = (result: unknown): boolean => result === true;
const isObject = (result: unknown): boolean => object(result) !== undefined;
const isMessage = (result: unknown): boolean => isInteger(object(result)?.['message_id']);
const isMessageOrTrue = (result: unknown): boolean => isTrue(result) || isMessage(result);
const isBot = (result: unknown): boolean => isInteger(object(result)?.['id']) && typeof object(result)?.['username'] === 'string';
/** One update that can be told from others is enough: the rest is passed over. An empty list is an answer like any other. */
const isUpdates = (result: unknown): boolean => Array.isArray(result) && (result.length === 0 || result.some((one) => isInteger(object(one)?.['update_id'])));

/** What is not named is a message for what begins with "send", and true for all else. */
const shapes: Readonly<Record<string, (result: unknown) => boolean>> = {
  getUpdates: isUpdates,
  getMe: isBot,
  getWebhookInfo: isObject,
  getFile: isObject,
  sendChatAction: isTrue,
  editMessageText: isMessageOrTrue,
  editMessageCaption: isMessageOrTrue,
  editMessageMedia: isMessageOrTrue,
};
