// What each kind says of itself: a kind that leaves one of these out does not compile.
import { expect, it } from '@jest/globals';
import type { NotificationKind } from '../../src/notifications/kind.js';
import { kinds } from '../../src/notifications/kinds/index.js';

type Needs<Member extends keyof NotificationKind<never>> = Omit<NotificationKind<never>, Member> extends NotificationKind<never> ? 'may be left out' : 'does not compile';

it('a kind without its group, its loudness at night, its droppability, its count or whether a repeat is known by its number does not compile', () => {
  const without: { readonly [Member in 'group' | 'breaksThrough' | 'droppable' | 'countsAs' | 'isNumbered']: Needs<Member> } = {
    group: 'does not compile', breaksThrough: 'does not compile', droppable: 'does not compile', countsAs: 'does not compile', isNumbered: 'does not compile',
  };
  for (const member of Object.keys(without)) for (const kind of Object.values(kinds)) expect(kind).toHaveProperty(member);
});

it.each([
  ['sound at night', 'breaksThrough', ['alertFired', 'balanceUnexplained', 'keyPaused', 'withdrawalMoved']],
  ['are dropped by a full outbox: no money', 'droppable', ['alertFired', 'invoiceCard', 'orderCard', 'outage', 'practiceFilled', 'summary']],
  ['say whose event they tell by a number', 'isNumbered', ['depositCredited', 'depositSeen', 'invoiceCard', 'invoiceMade', 'orderCard', 'orderEnded', 'orderFilled', 'practiceFilled', 'withdrawalMoved']],
] as const)('those that %s', (_what, member, names) => {
  expect(Object.values(kinds).filter((kind) => kind[member]).map(({ name }) => name).sort()).toEqual(names);
});

it.each([['fills', ['orderFilled']], ['deposits', ['depositCredited']], ['nothing', ['orderCard', 'outage']]] as const)('those that an outage counts as %s', (countsAs, names) => {
  expect(Object.values(kinds).filter((kind) => kind.countsAs === countsAs).map(({ name }) => name).sort()).toEqual(names);
});
