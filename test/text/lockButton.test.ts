// Every word about the safety of an account has the lock under it.
import { describe, expect, it } from '@jest/globals';
import { balanceUnexplained } from '../../src/notifications/kinds/balanceUnexplained.js';
import { keyPaused } from '../../src/notifications/kinds/keyPaused.js';
import { withdrawalMoved, type WithdrawalMoved } from '../../src/notifications/kinds/withdrawalMoved.js';
import { decimal } from '../../src/model/money.js';
import type { MessageContent } from '../../src/model/message.js';
import type { UserRecord } from '../../src/model/user.js';
import { speak } from '../../src/text/index.js';
import { linkedUser } from '../accounts/samples.js';

const say = speak('en');
const withdrawal: WithdrawalMoved = { withdrawalId: 'w1', currency: 'btc', amount: decimal('0.1'), fee: decimal('0'), receives: decimal('0.1'), state: 'processing', end: false };
const words: readonly (readonly [string, (user: UserRecord) => MessageContent | undefined])[] = [
  ['a key that is refused', (user) => keyPaused.render({ codes: [] }, { say, user, now: 0 })],
  ['a balance that fell', (user) => balanceUnexplained.render({ currency: 'btc', amount: decimal('1'), way: 'fell' }, { say, user, now: 0 })],
  ['a withdrawal on its way', (user) => withdrawalMoved.render(withdrawal, { say, user, now: 0 })],
  ['a withdrawal that arrived', (user) => withdrawalMoved.render({ ...withdrawal, state: 'succeed', end: true }, { say, user, now: 0 })],
];
const isLock = (content: MessageContent | undefined): boolean => JSON.stringify(content?.buttons ?? []).includes('"do:lock"');

describe('the Lock button', () => {
  it.each(words)('stands under %s, and not once the account is locked', (_what, render) => {
    expect([isLock(render(linkedUser())), isLock(render({ ...linkedUser(), lock: { since: 1 } }))]).toEqual([true, false]);
  });

  it('stands not under what came back', () => {
    const user = linkedUser();
    expect(isLock(withdrawalMoved.render({ ...withdrawal, state: 'rejected', end: true }, { say, user, now: 0 }))).toBe(false);
    expect(isLock(balanceUnexplained.render({ currency: 'btc', amount: decimal('1'), way: 'rose' }, { say, user, now: 0 }))).toBe(false);
  });
});
