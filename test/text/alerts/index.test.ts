// Every kind of alert has its words, and all of them.
import { expect, it } from '@jest/globals';
import { alertKinds } from '../../../src/alerts/kinds/index.js';
import type { AlertRule } from '../../../src/model/alert.js';
import type { AlertText } from '../../../src/text/alerts/alertText.js';
import { alertTexts } from '../../../src/text/alerts/index.js';

type Member = keyof AlertText<AlertRule>;
type Needs<One extends Member> = Omit<AlertText<AlertRule>, One> extends AlertText<AlertRule> ? 'may be left out' : 'does not compile';

it('every kind that is watched can be typed and said', () => {
  expect(Object.keys(alertTexts).sort()).toEqual(Object.keys(alertKinds).sort());
});

it('a kind without one of its words does not compile', () => {
  const without: { readonly [One in Member]: Needs<One> } = {
    parse: 'does not compile', rule: 'does not compile', subject: 'does not compile', short: 'does not compile', fired: 'does not compile', stale: 'does not compile', repeats: 'does not compile', goesOn: 'does not compile',
  };
  for (const member of Object.keys(without)) for (const text of Object.values(alertTexts)) expect(text).toHaveProperty(member);
});
