// Promises of the folded log: the first line at once, then one a minute with a count, and nothing held back at the end.
import { expect, it } from '@jest/globals';
import type { Log, LogFields } from '../../src/model/log.js';
import { createFoldedLog, foldedKindsLimit, foldMs, type FoldedLog } from '../../src/security/foldedLog.js';
import { createFakeClock, type FakeClock } from '../support/fakeClock.js';

function open(): { readonly log: FoldedLog; readonly clock: FakeClock; readonly lines: (readonly [string, string, LogFields | undefined])[] } {
  const lines: (readonly [string, string, LogFields | undefined])[] = [];
  const clock = createFakeClock(0);
  const line = (level: string) => (event: string, fields?: LogFields) => { lines.push([level, event, fields]); };
  const under: Log = { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') };
  return { log: createFoldedLog(under, clock), clock, lines };
}

it('tells the first of a kind at once, and then at most one a minute with how many came', async () => {
  const { log, clock, lines } = open();
  for (let second = 0; second < 150; second += 1) {
    log.warn('read.failed', { route: 'GET /orders', user: second });
    await clock.advance(1000);
  }
  expect(lines).toEqual([
    ['warn', 'read.failed', { route: 'GET /orders', user: 0 }],
    ['warn', 'read.failed', { route: 'GET /orders', user: 59, repeated: 59 }],
    ['warn', 'read.failed', { route: 'GET /orders', user: 119, repeated: 60 }],
  ]);
  log.flush();
  expect(lines.at(-1)).toEqual(['warn', 'read.failed', { route: 'GET /orders', user: 149, repeated: 30 }]);
});

it.each([
  ['events', ['warn', 'a', {}], ['warn', 'b', {}]], ['levels', ['warn', 'a', {}], ['error', 'a', {}]],
  ['routes', ['warn', 'a', { route: 'x' }], ['warn', 'a', { route: 'y' }]], ['errors', ['warn', 'a', { error: 'x' }], ['warn', 'a', { error: 'y' }]],
  ['drafts', ['error', 'a', { draft: 'x' }], ['error', 'a', { draft: 'y' }]],
] as const)('does not fold different %s', (_, first, second) => {
  const { log, lines } = open();
  for (const [level, event, fields] of [first, second]) log[level](event, fields);
  expect(lines).toEqual([first, second]);
});

it('tells at once again after a quiet minute, and never folds what is no warning', async () => {
  const { log, clock, lines } = open();
  log.error('a');
  await clock.advance(foldMs);
  log.error('a');
  for (const level of ['info', 'info', 'debug', 'debug'] as const) log[level]('b');
  expect(lines.map(([level]) => level)).toEqual(['error', 'error', 'info', 'info', 'debug', 'debug']);
});

it('remembers a bounded number of kinds, and loses no count of those it forgets', () => {
  const { log, lines } = open();
  for (let kind = 0; kind <= foldedKindsLimit; kind += 1) for (const again of [1, 2]) log.warn('a', { kind: `k${kind}`, again });
  expect(lines.filter(([, , fields]) => fields?.['repeated'] === 1).map(([, , fields]) => fields?.['kind'])).toEqual(['k0']);
  log.flush();
  log.flush();
  expect(lines).toHaveLength(2 * (foldedKindsLimit + 1));
});
