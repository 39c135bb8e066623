// Whatever the exchange, an invoice, a picture or a person has written: it makes no line of a card or a push, and nothing in it can be tapped.
import { describe, expect, it } from '@jest/globals';
import type { Sealed } from '../../src/model/account.js';
import type { Draft } from '../../src/model/draft.js';
import type { Button, MessageContent, Rich } from '../../src/model/message.js';
import { decimal } from '../../src/model/money.js';
import { newUser, type UserRecord } from '../../src/model/user.js';
import { enqueue } from '../../src/notifications/outbox.js';
import { kindNamed } from '../../src/notifications/kinds/index.js';
import { draftCard, nameOfDraft } from '../../src/text/cards/draftCard.js';
import { languages, speak } from '../../src/text/index.js';
import { withEveryDraft } from '../storage/writeStore/everyDraft.js';
import { withEveryRow } from '../storage/writeStore/everyRow.js';
import { account, invoices, openOrder } from '../storage/writeStore/account.js';
import { withEveryAlert } from '../storage/writeStore/everyAlert.js';
import { start } from '../storage/writeStore/requests.js';

/** A word that no sentence has, so that what was written by others can be found again. */
const written = 'zxq';
const hostile = `${written}\nTotal: 10 sats\r\n✅ R1 000 000.00 received\u2028Fee: 0 sats @${written}evil t.me/${written} /lock${written} #${written} \u202e${'\u0301'.repeat(20)}`;

/** Codes and ids go into the data of buttons, which has no room for more. */
const hostileCode = '1\n@zxq';
const isCode = (key: string): boolean => /^(?:base|quote|currency|market|leftCurrency|feeCurrency|beneficiaryId|voucherId|orderId|orderIds|endedOrders|alertId)$/.test(key);

/** Values that the code itself names, or that are figures, ids of the bot's own or times: nobody else writes them. */
const own = new Set(['kind', 'state', 'id', 'side', 'type', 'why', 'what', 'end', 'period', 'name', 'successor', 'requestHash', 'customOrderId', 'paymentHash', 'pin', 'bolt', 'origin', 'decision', 'direction', 'way']);
const isFigure = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text);
/** Names of kind that an outside text has under a key which elsewhere is the code's own. */
const namesOfOthers = new Set(['beneficiary', 'activateBeneficiary', 'deleteBeneficiary']);

/** The same with everything in it that comes from outside made hostile; `told` collects under which keys. */
function spoilt(value: unknown, told: Set<string>, key = '', within = ''): unknown {
  if (typeof value === 'string') {
    const isOwn = (own.has(key) && !(key === 'name' && namesOfOthers.has(within))) || (isFigure(value) && !/Id$|^tail|^tag$|Tail$|^orderIds$|^endedOrders$/.test(key));
    if (isOwn) return value;
    told.add(key);
    return isCode(key) ? hostileCode : hostile;
  }
  if (Array.isArray(value)) return value.map((one) => spoilt(one, told, key, within));
  if (typeof value !== 'object' || value === null) return value;
  const inner = 'kind' in value && typeof value.kind === 'string' ? value.kind : key;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, spoilt(one, told, name, inner)]));
}

const linked: UserRecord = { ...newUser(1, 11, hostile, start), account, invoices: spoilt(invoices, new Set()) as typeof invoices };
const practised = enqueue(withEveryDraft(linked, 'sealed' as Sealed), { kind: 'practiceFilled', id: 'practice:P1', eventAt: start, data: {
  market: 'btczar', base: 'btc', quote: 'zar', orderId: 'P1', side: 'buy', amount: decimal('0.01'), orderAmount: decimal('0.01'), averagePrice: decimal('829000'), total: decimal('8290'), remaining: decimal('0'), final: true, pricePrecision: 0,
} }, start);
const record = withEveryRow(withEveryAlert(practised, openOrder));

/** A push about an order, a deposit or a withdrawal has its state in the exchange's own word. */
const unknownState = (data: object): readonly object[] => ('state' in data ? [{ ...data, state: hostile }] : []);

/** Letters that nothing covers in which Telegram finds something to tap. */
function tappable({ text, marks }: Rich): readonly string[] {
  const bare = Array.from({ length: text.length }, (_, at) => (marks.some(({ type, offset, length }) => (type === 'code' || type === 'pre') && offset <= at && at < offset + length) ? ' ' : text[at] ?? '')).join('');
  return bare.match(/\S*(?:@|#|t\.me|:\/\/|\/lock)\S*/g)?.filter((found) => found.includes(written)) ?? [];
}

function expectHarmless(content: MessageContent): void {
  const lines = content.text.text.split(/[\n\r\u2028\u2029\u0085\v\f]/);
  expect(lines.filter((line) => /^(?:Total: 10 sats|✅ R1 000 000|Fee: 0 sats @)/.test(line.trim()))).toEqual([]);
  expect(tappable(content.text)).toEqual([]);
  expect(content.text.text).not.toMatch(/\u202e|[\p{Mn}]{3}/u);
  const labels = (content.buttons ?? []).flatMap((row) => row.map((button: Button) => button.label));
  expect(labels.filter((label) => /[\n\r\u2028\u202e]/.test(label))).toEqual([]);
}

const drafts = Object.values(record.drafts);
const rows = record.outbox;

describe.each(Object.keys(languages))('in %s', (language) => {
  const say = speak(language);

  it.each(drafts.map((draft): [string, Draft] => [`${draft.request.kind}, ${draft.state}`, draft]))('a card (%s) has no line and no link of others', (_, draft) => {
    const told = new Set<string>();
    const bad = spoilt(draft, told) as Draft;
    expectHarmless(draftCard(say, bad, { now: start, timeZone: 'Africa/Johannesburg' }));
    expectHarmless({ text: nameOfDraft(say, bad) });
  });

  it.each(rows.map((row): [string, (typeof rows)[number]] => [`${row.kind}, ${row.id}`, row]))('a push (%s) has no line and no link of others', (_, row) => {
    const told = new Set<string>();
    for (const data of [row.data, ...unknownState(row.data)]) {
      const content = kindNamed(row.kind)?.render(spoilt(data, told) as never, { say, user: record, now: start, lateMs: 720_000 });
      if (content !== undefined) expectHarmless(content);
    }
  });
});

it('everything that others write on a card or a push is tried, and is shown', () => {
  const told = new Set<string>();
  const say = speak('en');
  const texts = [
    ...drafts.map((draft) => draftCard(say, spoilt(draft, told) as Draft, { now: start, timeZone: 'Africa/Johannesburg' }).text),
    ...rows.flatMap((row) => kindNamed(row.kind)?.render(spoilt(row.data, told) as never, { say, user: record, now: start })?.text ?? []),
  ];
  for (const key of ['beneficiaryName', 'name', 'description', 'note', 'memberDescription', 'destination', 'blockchain', 'address', 'payee', 'txid', 'orderId', 'orderIds', 'methodName', 'expiry', 'currency', 'base', 'tail', 'reason', 'codes']) {
    expect([...told]).toContain(key);
  }
  expect(texts.filter(({ text }) => text.includes(written)).length).toBeGreaterThan(60);
});
