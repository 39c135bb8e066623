import { describe, expect, it, test } from '@jest/globals';
import { barOf, codeHoldMs, inDialog, lateCodeMs, placeText, withCodeCome, withQuestion } from '../../../src/bot/answering/codeQuestions.js';
import { newUser, type Dialog, type UserRecord } from '../../../src/model/user.js';

const now = 1_000_000;
const codeDialog = (command: string): Dialog => ({ command, step: 'code', data: {}, forCode: true, expiresAt: now + 60_000 });
const amountDialog: Dialog = { command: 'receive', step: 'amount', data: {}, expiresAt: now + 60_000 };
const nobody = newUser(7, 7, 'T', 1);
/** A code was asked for by message 10. */
const asked = withQuestion(inDialog(nobody, codeDialog('pay'), now), 10);
const left = inDialog(asked, undefined, now);
/** Left for a question asked by message 20. */
const elsewhere = withQuestion(inDialog(left, amountDialog, now), 20);
const twice = withQuestion(inDialog(asked, codeDialog('withdraw'), now), 30);

describe('a text', () => {
  it.each<readonly [string, UserRecord, string, number | undefined, string]>([
    ['digits while a code is asked for', asked, '271828', undefined, 'answer'],
    ['anything while a code is asked for', asked, 'abc', undefined, 'answer'],
    ['digits in reply to the code’s question', asked, '271828', 10, 'answer'],
    ['digits in reply to some other message', asked, '271828', 99, 'answer'],
    ['digits after the question was left', left, '271 828', undefined, 'lateCode'],
    ['four digits', left, '1234', undefined, 'lateCode'],
    ['eight digits', left, '1234-5678', undefined, 'lateCode'],
    ['three digits', left, '123', undefined, 'free'],
    ['nine digits', left, '123456789', undefined, 'free'],
    ['digits with a unit', left, '50000 sats', undefined, 'free'],
    ['any reply to the question that was left', left, 'my code is 1', 10, 'lateCode'],
    ['digits while another question is open', elsewhere, '271828', undefined, 'answer'],
    ['digits Telegram made a reply to the newest question, while the code is owed', elsewhere, '271828', 20, 'answer'],
    ['digits sent to that question once more', withCodeCome(elsewhere, now), '271828', 20, 'answer'],
    ['words for the other question', elsewhere, '50000 sats', undefined, 'answer'],
    ['words in reply to the code’s question while another is open', elsewhere, 'hm', 10, 'lateCode'],
    ['a code in reply to the earlier of two questions', twice, '428173', 10, 'earlierQuestion'],
    ['a code in reply to the newer of two questions', twice, '428173', 30, 'answer'],
    ['digits when no code was ever asked for', nobody, '271828', undefined, 'free'],
    ['digits in a dialog when no code was ever asked for', inDialog(nobody, amountDialog, now), '271828', undefined, 'answer'],
  ])('%s', (_which, record, text, replyTo, place) => {
    expect(placeText(record, text, replyTo, now)).toBe(place);
  });

  it('of digits is taken for a code for ten minutes after one was asked for or came, and not longer', () => {
    expect([lateCodeMs - 1, lateCodeMs].map((ms) => placeText(left, '271828', undefined, now + ms))).toEqual(['lateCode', 'free']);
    expect(placeText(withCodeCome(left, now + 60_000), '271828', undefined, now + lateCodeMs)).toBe('lateCode');
  });
});

test('a question is known by its last five messages, and the record grows no further', () => {
  const noted = Array.from({ length: 100 }, (_, index) => index).reduce(withQuestion, asked);
  expect(noted.dialog?.messageIds).toEqual([95, 96, 97, 98, 99]);
  expect(noted.codeAsked?.messageIds).toHaveLength(20);
  expect(withQuestion(noted, 99)).toBe(noted);
});

describe('while a code is asked for, and for 30 s after it went without its answer,', () => {
  const pay = codeDialog('pay');
  const { expiresAt } = pay;
  const other = { ...codeDialog('withdraw'), expiresAt: now + 900_000 };
  const kindOf = (record: UserRecord, next: Dialog, at: number, answered?: Dialog): string => barOf(record, next, at, answered)?.kind ?? 'free';
  const stopped = inDialog(asked, undefined, now + 1000);

  it.each<readonly [string, UserRecord, Dialog, number, Dialog | undefined, string]>([
    ['another code', asked, other, now, undefined, 'asked'],
    ['the code of another card', asked, { ...pay, data: { draftId: 'b' } }, now, undefined, 'asked'],
    ['another step', asked, { ...pay, step: 'old' }, now, undefined, 'asked'],
    ['an amount', asked, amountDialog, now, undefined, 'asked'],
    ['the same again', asked, { ...pay, expiresAt: now + 900_000 }, now, undefined, 'free'],
    ['what its answer leads to', asked, other, now, asked.dialog, 'free'],
    ['what the answer to something else leads to', asked, other, now, amountDialog, 'asked'],
    ['another code in its last ms', asked, other, expiresAt - 1, undefined, 'asked'],
    ['another code once it has lapsed', asked, other, expiresAt, undefined, 'left'],
    ['the same once it has lapsed', asked, pay, expiresAt, undefined, 'left'],
    ['another code in the last ms after it has lapsed', asked, other, expiresAt + codeHoldMs - 1, undefined, 'left'],
    ['another code 30 s after it has lapsed', asked, other, expiresAt + codeHoldMs, undefined, 'free'],
    ['another code after it was stopped', stopped, other, now + 1000, undefined, 'left'],
    ['an amount after it was stopped', stopped, amountDialog, now + 1000 + codeHoldMs - 1, undefined, 'left'],
    ['another code 30 s after it was stopped', stopped, other, now + 1000 + codeHoldMs, undefined, 'free'],
    ['another code after it was answered', inDialog(asked, undefined, now, asked.dialog), other, now, undefined, 'free'],
    ['a code while an amount is asked for', inDialog(nobody, amountDialog, now), other, now, undefined, 'free'],
    ['another code after the clock was set back by an hour', stopped, other, now - 3_600_000, undefined, 'free'],
  ])('%s', (_which, record, next, at, answered, kind) => {
    expect(kindOf(record, next, at, answered)).toBe(kind);
  });

  it('digits are late codes, also where the question lapsed after ten minutes', () => {
    const long = withQuestion(inDialog(nobody, { ...pay, expiresAt: now + lateCodeMs }, now), 10);
    const lapsed = inDialog(long, undefined, now + lateCodeMs);
    expect([codeHoldMs - 1, codeHoldMs].map((ms) => placeText(lapsed, '271828', undefined, now + lateCodeMs + ms))).toEqual(['lateCode', 'free']);
  });
});
