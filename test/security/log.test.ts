// Log lines are JSON of plain fields, and no secret reaches one on any path.
import { describe, expect, test } from '@jest/globals';
import { AxiosHeaders, canaries, errorsWithCanaries } from './canaries.js';
import type { Log, LogFields } from '../../src/model/log.js';
import { createLog } from '../../src/security/log.js';
import { createRedactor, describeError } from '../../src/security/redact.js';
import { compileProgram, ended, startProgram } from '../support/childProgram.js';

interface Line { readonly level: string; readonly time: string; readonly event: string; readonly [name: string]: unknown }

function newLog(level = 'debug'): { log: Log; lines: () => Line[]; text: () => string } {
  const written: string[] = [];
  const redactor = createRedactor();
  for (const secret of Object.values(canaries)) redactor.learn(secret);
  return {
    log: createLog({ level, redactor, write: (line) => { written.push(line); } }),
    lines: () => written.map((line) => JSON.parse(line) as Line),
    text: () => written.join(''),
  };
}

describe('a line', () => {
  test('is JSON with level, ISO time, event and the fields given', () => {
    const { log, lines, text } = newLog();
    log.info('order.placed', { user: 42, market: 'btczar', retried: false, detail: undefined });
    expect(lines()).toEqual([{ level: 'info', time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/), event: 'order.placed', user: 42, market: 'btczar', retried: false }]);
    expect(text().endsWith('}\n')).toBe(true);
  });

  test('is written from its level upwards only', () => {
    const { log, lines } = newLog('warn');
    log.debug('a');
    log.info('b');
    log.warn('c');
    log.error('d');
    expect(lines().map(({ event }) => event)).toEqual(['c', 'd']);
    const silent = newLog('silent');
    silent.log.error('e');
    expect(silent.text()).toBe('');
  });

  test('leaves out whatever is no plain value, and names that are none', () => {
    const { log, lines } = newLog();
    const fields = { object: { a: 1 }, list: [1], error: new Error('x'), call: () => 1, big: 1n, nothing: null, 'a b': 1, '': 1, level: 'fake', time: 'fake', event: 'fake', nan: Number.NaN, [canaries.apiKey]: true };
    log.warn('x', fields as unknown as LogFields);
    expect(Object.keys(lines()[0]!)).toEqual(['level', 'time', 'event', 'nan']);
    expect(lines()[0]).toMatchObject({ level: 'warn', event: 'x', nan: 'NaN' });
  });

  test('cuts strings at 300 characters and fields at 30', () => {
    const { log, lines } = newLog();
    log.info('y'.repeat(400), { ...Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`f${index}`, 'x'.repeat(299 + (index % 3))])) });
    const [line] = lines();
    expect(Object.keys(line!)).toHaveLength(33);
    for (const value of Object.values(line!)) expect(String(value).length).toBeLessThanOrEqual(300);
    expect([line!['f0'], line!['f1'], line!['f2']]).toEqual(['x'.repeat(299), 'x'.repeat(300), `${'x'.repeat(299)}…`]);
  });

  test('stays one line whatever the text', () => {
    const { log, text } = newLog();
    log.info('a\nb', { text: '\r\n{"level":"error"}\u2028' });
    expect(text().match(/\n/g)).toHaveLength(1);
  });

  test.each(['secret', 'apiSecret', 'token', 'bot_token', 'password', 'apiKey', 'api_key', 'masterKey', 'signature', 'authorization', 'pin', 'otp', 'x-auth-nonce'])('never shows a field named %s', (name) => {
    const { log, text } = newLog();
    log.info('x', { [name]: 'hunter2' });
    expect(text()).not.toContain('hunter2');
  });
});

describe('canaries', () => {
  test('reach no line from more than 100 error paths', () => {
    const { log, lines, text } = newLog();
    const errors = errorsWithCanaries();
    for (const [path, error] of errors) {
      log.error('failed', describeError(error));
      log.error(path, { detail: String(error), ...describeError(error) });
      log.warn('careless', { error, message: `${path} ${error instanceof Error ? error.stack ?? '' : JSON.stringify(error)}` } as unknown as LogFields);
    }
    expect(errors.length).toBeGreaterThan(100);
    expect(lines()).toHaveLength(errors.length * 3);
    for (const [name, canary] of Object.entries(canaries)) {
      for (const form of [canary, encodeURIComponent(canary), Buffer.from(canary).toString('base64')]) expect([name, text().includes(form)]).toEqual([name, false]);
    }
  });

  test('the errors do carry them, or the test above would prove nothing', () => {
    for (const [path, error] of errorsWithCanaries()) {
      const carried = Object.values(canaries).filter((canary) => [canary, encodeURIComponent(canary)].some((form) => everything(error).includes(form)));
      expect([path, carried.length > 0]).toEqual([path, true]);
    }
  });
});

test('without a place to write to, lines go to standard output, the last one too', async () => {
  const program = `
    import { createLog } from './src/security/log.js';
    import { createRedactor } from './src/security/redact.js';
    createLog({ level: 'info', redactor: createRedactor() }).error('last.words', { status: 78 });
    process.exit(78);
  `;
  const { output, code } = await ended(startProgram(await compileProgram(program, ['src/model', 'src/security'])));
  expect(JSON.parse(output)).toMatchObject({ level: 'error', event: 'last.words', status: 78 });
  expect(code).toBe(78);
});

/** All that is in an error: its texts, own properties and causes. */
function everything(error: unknown, depth = 0): string {
  if (typeof error !== 'object' || error === null || depth > 6) return String(error);
  const names = [...Object.getOwnPropertyNames(error), ...(error instanceof AxiosHeaders ? Object.keys(error) : [])];
  return names.map((name) => `${name} ${everything((error as Record<string, unknown>)[name], depth + 1)}`).join(' ');
}
