// When what a balance has changed by is looked for, and when it is given up.
import { describe, expect, it } from '@jest/globals';
import { everything } from '../../../src/accounts/watching/accountReads.js';
import { RestWatch } from '../../../src/accounts/watching/restWatch.js';
import { emptyAccount, type Unexplained } from '../../../src/model/account.js';
import type { UserRecord } from '../../../src/model/user.js';
import { createFakeClock } from '../../support/fakeClock.js';
import { d, linkedUser, start } from '../samples.js';

const left = (over: Partial<Unexplained> = {}): UserRecord =>
  linkedUser({ ...emptyAccount, unexplained: { btc: { rest: d('0.25'), slack: d('0'), cut: d('0'), since: start, ...over } } });

/** What is asked for, with the second it is asked in. */
function watch() {
  const clock = createFakeClock(start);
  const heard: (readonly [number, string])[] = [];
  const note = (what: string): void => { heard.push([(clock.now() - start) / 1000, what]); };
  const rests = new RestWatch(clock, (wants) => note(wants.join()), () => note('old'));
  return { clock, heard, rests };
}

describe('what nothing explains', () => {
  it('is looked for at growing distances, and given up after two minutes', async () => {
    const { clock, heard, rests } = watch();
    rests.update(left());
    await clock.advance(121_000);
    const all = everything.join();
    expect(heard).toEqual([[2, 'balances'], [5, all], [15, all], [45, all], [120, 'old']]);
    rests.update(left({ givenUp: d('0.25') }));
    await clock.advance(600_000);
    expect(heard).toHaveLength(5);
  });

  it.each([['a fee that is not known yet', { slack: d('0.25') }], ['figures that were cut', { cut: d('0.25') }], ['what was given up', { givenUp: d('0.25') }]])('is not looked for where it is %s', async (_what, over) => {
    const { clock, heard, rests } = watch();
    rests.update(left(over));
    await clock.advance(600_000);
    expect(heard).toEqual([]);
  });

  it('is looked for no more once it has been explained, or the account is not watched any more', async () => {
    for (const end of [(rests: RestWatch) => rests.update(linkedUser(emptyAccount)), (rests: RestWatch) => rests.stop()]) {
      const { clock, heard, rests } = watch();
      rests.update(left());
      await clock.advance(3000);
      end(rests);
      await clock.advance(600_000);
      expect(heard).toEqual([[2, 'balances']]);
    }
  });
});
