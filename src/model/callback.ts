// What a button's data can say; it comes back untrusted and is only ever looked up under the presser's own id.

/** Telegram's limit for callback data, UTF-8 bytes. */
export const callbackDataLimit = 64;

/** Confirm on a card: claims the draft. */
export const confirmData = (draftId: string): string => `ok:${draftId}`;
/** Cancel on a card: dismisses the draft. */
export const dismissData = (draftId: string): string => `no:${draftId}`;
/** Stop at a question for a code: ends that one question. `question` names it (bot/codeQuestions.ts). */
export const stopData = (question: string): string => `st:${question}`;

/** Messages that one button takes out of the chat at most. */
export const removedLimit = 8;
/** Takes the person's own messages out of the chat; at most `removedLimit`. */
export const removeData = (messageIds: readonly number[]): string => `rm:${messageIds.map((id) => id.toString(36)).join('.')}`;

/** The step of a dialog that waits for a code, and the first word of what a card's Confirm runs where a code is needed. */
export const codeStep = 'code';
/** True for the words such a Confirm runs: "code <draft id>". */
export const isCodeWords = ([first, id = '']: readonly string[]): boolean => first === codeStep && /^[A-Za-z0-9_-]{22}$/.test(id);

/** Data of a button that cannot be: it is left out of the message, whose text says the same without it. */
export const noData = '';

/** True for words that a button can hold and that come back from it as they are. */
export const fitsRun = (words: string): boolean => Buffer.byteLength(`do:${words}`) <= callbackDataLimit && readCallback(`do:${words}`)?.kind === 'run';

/** A button that does what typing the words would do, for example "price btc"; `noData` where they do not fit, as with an id of others that may have any length. */
export const runData = (words: string): string => (fitsRun(words) ? `do:${words}` : noData);

/** The same button for a practice account: it is not followed while practice is off. Data of other kinds stays as it is. */
export const practiceData = (data: string): string => (/^do:(?!practice\b)/.test(data) ? data.replace(/^do/, 'pr') : data);

export type Callback =
  | { readonly kind: 'confirm' | 'dismiss'; readonly draftId: string }
  | { readonly kind: 'stop'; readonly question: string }
  | { readonly kind: 'remove'; readonly messageIds: readonly number[] }
  | { readonly kind: 'run'; readonly words: string; readonly onlyInPractice?: true };

/** Reads callback data of any content; undefined for what this program never made. */
export function readCallback(data: string): Callback | undefined {
  const card = /^(ok|no):([A-Za-z0-9_-]{22})$/.exec(data);
  if (card !== null) return { kind: card[1] === 'ok' ? 'confirm' : 'dismiss', draftId: card[2] ?? '' };
  const stop = /^st:([0-9a-z]{1,12})$/.exec(data);
  if (stop !== null) return { kind: 'stop', question: stop[1] ?? '' };
  const remove = /^rm:([1-9a-z][0-9a-z]{0,6}(?:\.[1-9a-z][0-9a-z]{0,6}){0,7})$/.exec(data);
  if (remove !== null) return { kind: 'remove', messageIds: (remove[1] ?? '').split('.').map((id) => parseInt(id, 36)) };
  const run = /^(do|pr):([a-z0-9_]{1,32}(?: [^\u0000-\u001f]*)?)$/u.exec(data);
  return run === null ? undefined : { kind: 'run', words: run[2] ?? '', ...(run[1] === 'pr' ? { onlyInPractice: true } : {}) };
}
