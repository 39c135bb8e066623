// What /status says of an account that is not well.
import { describe, expect, it } from '@jest/globals';
import type { Core } from '../../../commands/core.js';
import { status } from '../../../commands/settings/status.js';
import type { AccountStatus } from '../../../src/accounts/accounts.js';
import type { Reply } from '../../../src/bot/command.js';
import { newUser } from '../../../src/model/user.js';

const now = Date.UTC(2025, 10, 21, 10, 0, 0);
const well: AccountStatus = { stream: { name: 'connected', since: now, missing: [] }, mute: false, stuckOrders: [], missingOrders: [], clockOffsetMs: 0 };

async function say(over: Partial<AccountStatus>, alive = true): Promise<string> {
  const core = {
    clock: { now: () => now },
    accounts: { status: () => ({ ...well, ...over }) },
    markets: { alive: () => Promise.resolve(alive), list: () => Promise.resolve([]), unread: () => [] },
  } as unknown as Core;
  const context = { user: { ...newUser(7, 7, 'Thandi', now), link: { tail: 'abcd' } } } as unknown as Parameters<typeof status.run>[0];
  const replies = [await status.run(context, core)].flat() as readonly Reply[];
  const text = replies[0]!.text;
  return typeof text === 'string' ? text : text.text;
}

describe('/status', () => {
  it.each<readonly [string, Partial<AccountStatus>, RegExp]>([
    ['a clock that is right', { clockOffsetMs: 1_900 }, /^Clock difference to the exchange: 1\.9 s$/m],
    ['a clock that was wrong and is corrected for', { clockOffsetMs: -30_000 }, /^🟠 Clock difference to the exchange: −30\.0 s\. .*clock is wrong.*sign with the exchange’s time\.$/m],
    ['a stream that is acknowledged but mute', { mute: true }, /acknowledged but silent/],
    ['streams left out', { stream: { name: 'connected', since: now, missing: ['balance'] } }, /left out: balance/],
    ['orders stuck in pending', { stuckOrders: ['1', '2', '3', '4', '5', '6'] }, /not on its book yet.*: 1, 2, 3, 4, 5, …\./],
    ['a deposit that could not be read', { unread: [{ kind: 'deposit', count: 1 }] }, /^🟠 1 deposit could not be read\.$/m],
    ['trades that could not be read', { unread: [{ kind: 'trade', count: 3 }] }, /^🟠 3 trades could not be read\.$/m],
    ['orders that the exchange does not know any more', { missingOrders: ['77'] }, /does not know these orders any more: 77\./],
  ])('names %s', async (_what, over, words) => {
    expect(await say(over)).toMatch(words);
  });

  it('calls the account green only while the exchange is', async () => {
    expect(await say({})).toMatch(/🟢 Exchange: up\n🟢 Your account: connected since/);
    expect(await say({}, false)).toMatch(/🔴 Exchange: .*\n🟠 Your account: the stream has been open since .*answers nothing/);
  });

  it('says nothing of troubles there are not', async () => {
    expect(await say({})).not.toMatch(/book yet|any more|silent|left out|wrong/);
  });
});
