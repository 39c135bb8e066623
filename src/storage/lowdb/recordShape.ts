// Whether what was read of a file is a user's record: by its outer shape, and of what anybody could have written by its parts too.
import type { UserRecord } from '../../model/user.js';

/** Of the record, whatever the file around it is. */
export const recordFormat = 1;

const objectFields = ['settings', 'account', 'drafts', 'alerts', 'messages'] as const;
const listFields = ['inbox', 'handled', 'outbox', 'delivered'] as const;

/** The outer shape only: a record whose keyed check fits is one this program wrote, so its inside has been typed before. */
export function isUserRecord(value: unknown): value is UserRecord {
  if (!isObject(value) || value['format'] !== recordFormat) return false;
  return Number.isSafeInteger(value['id']) && Number.isSafeInteger(value['chatId'])
    && objectFields.every((name) => isObject(value[name]))
    && listFields.every((name) => Array.isArray(value[name]));
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

type Shape = (value: unknown) => boolean;

const text: Shape = (value) => typeof value === 'string';
const number: Shape = (value) => typeof value === 'number';
const list = (of: Shape): Shape => (value) => Array.isArray(value) && value.every(of);
const map = (of: Shape): Shape => (value) => isObject(value) && Object.values(value).every(of);
const fields = (needed: Readonly<Record<string, Shape>>, others: Readonly<Record<string, Shape>> = {}): Shape => (value) => isObject(value)
  && Object.entries(needed).every(([name, shape]) => shape(value[name]))
  && Object.entries(others).every(([name, shape]) => value[name] === undefined || shape(value[name]));

const balances = map(fields({ available: text, locked: text }));
const order = fields({ id: text, state: text }, { market: text, side: text });
const parts = fields({
  firstName: text, createdAt: number,
  settings: fields({ timeZone: text }, {
    language: text, moveLimit: text, slippageCeiling: text, defaultMarket: text, dustLimit: text, orderCeiling: text, payDayLimit: text,
    loudness: map(text), quietHours: fields({ from: text, to: text }),
  }),
  account: fields({ orders: map(fields({ order, trades: list(fields({ id: text })) })), seenTrades: list(text), tradesReadTo: number, deposits: map(fields({ id: text, currency: text, state: text })) }, {
    since: number, baselineAt: number, balances, feeRates: map(text), withdrawals: map(fields({ id: text, currency: text, state: text })),
    openRests: map(fields({ pieces: list(fields({ amount: text, at: number })) })), vouchersCounted: list(text), selfTrades: list(text),
    costs: fields({ settledUntil: number, held: map(fields({ amount: text, cost: text })), recent: list(fields({ id: text })) }),
  }),
  drafts: map(fields({ id: text, state: text, requestHash: text, createdAt: number, expiresAt: number, changedAt: number, request: fields({ kind: text }) })),
  alerts: map(fields({ id: text, state: text }, { kind: text, rule: fields({ kind: text }) })),
  inbox: list(fields({ updateId: number, receivedAt: number, tries: number })), handled: list(number),
  outbox: list(fields({ id: text, kind: text, data: isObject, eventAt: number, createdAt: number, attempts: number })), delivered: list(text),
  messages: map(fields({ chatId: number, messageId: number, sentAt: number })),
}, {
  link: fields({ apiKey: text, secret: text, keyVersion: number, tail: text }), pin: fields({ hash: text, salt: text, wrong: number, setAt: number }, { blockedUntil: number }),
  lock: fields({ since: number }), dialog: fields({ command: text, step: text, data: map(text), expiresAt: number }, { sealed: map(text) }),
  codeAsked: fields({ command: text, until: number, messageIds: list(number) }), schedule: fields({ every: text, time: text }),
  payments: map(fields({ at: number, state: text })), invoices: map(fields({ paymentHash: text, bolt: text, state: text, createdAt: number, expiresAt: number })),
  awaitedAddresses: map(number), awaitedTerms: map(isObject), vouchers: list(fields({ id: text, amount: text, pin: text, at: number })),
  practice: fields({ since: number, funds: balances, orders: list(isObject), trades: list(isObject), lastId: number }),
  incident: fields({ what: text, since: number }), parked: fields({ reason: text, since: number }),
});

/** True when the record's parts are of the kinds that the program relies on wherever it starts from them. */
export const hasTypedParts = (record: UserRecord): boolean => parts(record);
