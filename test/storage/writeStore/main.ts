// Writes a store with one of everything, by the program's own hand: the next fixture of test/fixtures/stores (README.md there).
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createPins } from '../../../src/security/pins.js';
import { isPractice } from '../../../src/actions/draft.js';
import { newDraft } from '../../../src/actions/drafts/newDraft.js';
import { putDraft } from '../../../src/actions/drafts/draftRecord.js';
import { createSetDialog } from '../../../src/bot/answering/dialogs.js';
import { withQuestion } from '../../../src/bot/answering/codeQuestions.js';
import { createInbox } from '../../../src/bot/receiving/inbox.js';
import { systemClock, type Clock } from '../../../src/model/clock.js';
import { silentLog as log } from '../../../src/model/log.js';
import { decimal as d } from '../../../src/model/money.js';
import type { Settings, UserRecord } from '../../../src/model/user.js';
import { voucherPinField } from '../../../src/model/payments/voucher.js';
import { park } from '../../../src/notifications/delivery/deliveryRecord.js';
import { createPractise } from '../../../src/practice/practise.js';
import { setSchedule } from '../../../src/schedules/setSchedule.js';
import { partPlace } from '../../../src/security/sealedPlaces.js';
import { createRecordCheck } from '../../../src/security/recordCheck.js';
import { createKeySeal, linkFields } from '../../../src/security/sealKeys.js';
import { openStore } from '../../../src/storage/open.js';
import { changed, type Store } from '../../../src/storage/store.js';
import { account, invoices, openOrder } from './account.js';
import { withEveryAlert } from './everyAlert.js';
import { withEveryDraft } from './everyDraft.js';
import { withEveryRow } from './everyRow.js';
import { practiceLimit, sat, start } from './requests.js';

/** Everything of one user's, another with little, and one who only looked. */
const [full, little, stranger] = [7001, 7002, 7003];

const clear = JSON.parse(readFileSync('test/fixtures/stores/clear.json', 'utf8')) as Record<'masterKey' | 'apiHost' | 'apiKey' | 'secret' | 'pin' | 'voucherPin' | 'dialogPart', string>;
const clock: Clock = { ...systemClock, now: () => start };
let drawn = 0;
/** The same bytes at each writing, so that two stores differ only where the program does. */
const randomBytes = (count: number): Buffer => createHash('sha256').update(`bytes ${(drawn += 1)}`).digest().subarray(0, count);
const seal = createKeySeal(Buffer.from(clear.masterKey, 'base64'), { apiHost: clear.apiHost, randomBytes });
const sealedPart = (field: string, text: string) => seal.seal(text, { userId: full, ...partPlace(field) });

const settings: Settings = {
  timeZone: 'Africa/Windhoek', language: 'af', moveLimit: d('0.5'), slippageCeiling: d('1'), defaultMarket: 'ethzar', dustLimit: d('10'), orderCeiling: d('50000'), payDayLimit: sat('100000'),
  loudness: { orderFilled: 'silent', outage: 'off', depositSeen: 'loud' }, quietHours: { from: '22:00', to: '06:30' },
};

/** Practice orders met by one level of a book: filled, filled in part and waiting. */
function practised(record: UserRecord): UserRecord {
  const practise = createPractise((_market, side) => (side === 'ask' ? [{ price: d('829000'), amount: d('0.004') }] : []));
  return ['829500', '820000'].reduce((next, price, index) => {
    const drawnCard = newDraft(`practised${index}AAAAAAAAAAAA`, practiceLimit(`own-${index}`, price), start);
    if (!isPractice(drawnCard)) throw new Error('not of practice');
    const done = practise(next, drawnCard, { chatId: full, messageId: 800 + index }, start);
    if (done.kind !== 'done') throw new Error(done.why);
    return putDraft(done.record, done.draft);
  }, record);
}

async function writeFull(store: Store): Promise<void> {
  const inbox = createInbox(store, clock, log);
  await inbox.welcome({ kind: 'message', updateId: 1, userId: full, firstName: 'Thandi', chatId: full, inPrivate: true, messageId: 1, language: 'zu', text: '/start' });
  const context = { userId: full, keyVersion: 2 };
  const link = {
    apiKey: seal.seal(clear.apiKey, { ...context, field: linkFields.apiKey }), secret: seal.seal(clear.secret, { ...context, field: linkFields.secret }),
    keyVersion: 2, tail: clear.apiKey.slice(-4), linkedAt: start - 86_400_000, paused: { codes: ['authz.apikey_not_active'], since: start },
  };
  await store.update(full, (record) => changed({ ...record, settings, link, account, invoices, awaitedAddresses: { eth: start }, awaitedTerms: { eth: { confirmations: 12 } } }));
  await createPins({ store, seal, clock, randomBytes }).set(full, clear.pin);
  await createPins({ store, seal, clock, randomBytes }).check(full, '314159');
  const voucherPin = sealedPart(voucherPinField, clear.voucherPin);
  await store.update(full, (record) => changed(withEveryDraft(record, voucherPin)));
  await store.update(full, (record) => changed({ ...record, vouchers: [{ id: 'kept-1', amount: d('60'), expiry: '2026-11-21', pin: sealedPart(voucherPinField, clear.voucherPin), at: start }] }));
  await store.update(full, (record) => changed(withEveryAlert(record, openOrder)));
  await store.update(full, (record) => setSchedule(record, { every: 'week', weekday: 'fri', time: '07:30' }, start));
  await store.update(full, (record) => changed(practised(record)));
  await store.update(full, (record) => changed(withEveryRow(record)));
  await createSetDialog(store, clock)({ user: store.read(full)!, via: 'message' }, {
    command: 'withdraw', step: 'code', data: { draftId: 'x' }, sealed: { apiKey: sealedPart('apiKey', clear.dialogPart) }, expiresAt: start + 600_000, forCode: true,
  });
  await store.update(full, (record) => changed(withQuestion(record, 905)));
  for (const updateId of [2, 3]) await inbox.keep(full, [{ kind: 'message', updateId, userId: full, firstName: 'Thandi', chatId: full, inPrivate: true, messageId: updateId, text: '/balance' }]);
  await inbox.finish(full, 2);
  await store.update(full, (record) => changed({ ...park(record, 'blocked', start), lock: { since: start } }));
}

async function run(directory: string): Promise<void> {
  const store = await openStore({ directory, clock, log, check: createRecordCheck(Buffer.from(clear.masterKey, 'base64')) });
  await writeFull(store);
  const inbox = createInbox(store, clock, log);
  for (const [userId, firstName] of [[little, 'Sipho'], [stranger, 'Anna']] as const) {
    await inbox.welcome({ kind: 'message', updateId: 10, userId, firstName, chatId: userId, inPrivate: true, messageId: 1, text: '/start' });
  }
  const key = { userId: little, keyVersion: 1 };
  const link = { apiKey: seal.seal(clear.apiKey, { ...key, field: linkFields.apiKey }), secret: seal.seal(clear.secret, { ...key, field: linkFields.secret }), keyVersion: 1, tail: clear.apiKey.slice(-4), linkedAt: start };
  await store.update(little, (record) => changed({ ...record, link, account: { ...record.account, since: start } }));
  await store.update(little, (record) => setSchedule(record, { every: 'day', time: '18:00' }, start));
  await store.close();
}

await run(process.argv[2] ?? '');
