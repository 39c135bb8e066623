// When what a balance has changed by is looked for, and when it is judged.
import { describe, expect, it } from '@jest/globals';
import { everything } from '../../../src/accounts/watching/accountReads.js';
import { RestWatch } from '../../../src/accounts/watching/restWatch.js';
import { emptyAccount, type OpenPiece, type Unexplained } from '../../../src/model/account.js';
import type { UserRecord } from '../../../src/model/user.js';
import { createFakeClock } from '../../support/fakeClock.js';
import { d, linkedUser, start } from '../samples.js';

const piece = (over: Partial<OpenPiece> = {}): OpenPiece => ({ what: 'change', amount: d('0.25'), off: d('0'), at: start, ...over });
const left = (pieces: readonly OpenPiece[] = [piece()], over: Partial<Unexplained> = {}): UserRecord =>
  linkedUser({ ...emptyAccount, openRests: { btc: { pieces, slack: d('0'), ...over } } });

/** What is asked for, with the second it is asked in. */
function watch() {
  const clock = createFakeClock(start);
  const heard: (readonly [number, string])[] = [];
  const note = (what: string): void => { heard.push([(clock.now() - start) / 1000, what]); };
  const rests = new RestWatch(clock, (wants) => note(wants.join()), () => note('judged'));
  return { clock, heard, rests };
}

const all = everything.join();

describe('what nothing explains', () => {
  it('is looked for at growing distances, and after two minutes looked for once more and judged, again and again until it is closed', async () => {
    const { clock, heard, rests } = watch();
    rests.update(left());
    await clock.advance(180_000);
    expect(heard).toEqual([[2, 'balances'], [5, all], [15, all], [45, all], [121, all], [125, 'judged'], [135, all], [139, 'judged'], [159, all], [163, 'judged']]);
    rests.update(left([], { closed: { rose: d('0.25'), fell: d('0') } }));
    await clock.advance(600_000);
    expect(heard).toHaveLength(10);
  });

  it('and is still in doubt is judged every two minutes at last', async () => {
    const { clock, heard, rests } = watch();
    rests.update(left());
    await clock.advance(900_000);
    expect(heard.filter(([, what]) => what === 'judged').map(([at]) => at)).toEqual([125, 139, 163, 207, 271, 395, 519, 643, 767, 891]);
  });

  it('beside something younger is judged at its own time, and what is younger at its own', async () => {
    const { clock, heard, rests } = watch();
    rests.update(left());
    await clock.advance(60_000);
    rests.update(left([piece({ at: start + 60_000 })]));
    heard.length = 0;
    await clock.advance(126_000);
    expect(heard).toEqual([[62, 'balances'], [65, all], [75, all], [105, all], [181, all], [185, 'judged']]);
  });

  it.each<[string, UserRecord]>([['a fee that is not known yet', left([piece()], { slack: d('0.25') })], ['figures that were cut', left([piece({ off: d('0.25') })])]])('is not looked for where it is %s', async (_what, record) => {
    const { clock, heard, rests } = watch();
    rests.update(record);
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
