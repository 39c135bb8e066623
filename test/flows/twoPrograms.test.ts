// Two real programs with one token and a folder each: the one that came last yields; and a folder without data, said and refused.
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startProgram } from '../../src/sandbox/program.js';
import { startStage, until, type Stage } from '../support/startSandbox.js';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage({ settings: { PORT: '0' } });
  await stage.person.link();
});
afterAll(() => stage.sandbox.stop());

const elsewhere = (name: string, settings: Record<string, string> = {}) => (
  startProgram({ ...stage.sandbox.settings, DATA_DIR: path.join(stage.sandbox.folder, name), ...settings }, stage.sandbox.folder)
);

async function ask(where: string): Promise<{ readonly status: number; readonly text: string }> {
  const port = /"event":"listening","port":(\d+)/.exec(stage.sandbox.program().output())?.[1] ?? '';
  const response = await fetch(`http://127.0.0.1:${port}${where}`);
  return { status: response.status, text: await response.text() };
}

describe('a folder without data', () => {
  it('is said at the start', () => {
    expect(stage.sandbox.program().output()).toMatch(/"level":"warn"[^\n]*"event":"DATA_DIR is new and empty: users 0/);
  });

  it('is refused with REQUIRE_DATA=1, one sentence and 78, as often as it is tried', async () => {
    for (let time = 0; time < 2; time += 1) {
      const program = elsewhere('vanished', { REQUIRE_DATA: '1' });
      expect((await program.exited).code).toBe(78);
      expect(program.output()).toMatch(/^Cannot start: REQUIRE_DATA is 1 and DATA_DIR [^\n]+\.$/);
    }
  });

  it('one with data starts with REQUIRE_DATA=1 and says nothing of the kind', async () => {
    await stage.sandbox.program().end('SIGTERM');
    const program = await stage.sandbox.startAgain({ REQUIRE_DATA: '1' });
    expect(program.output()).not.toContain('DATA_DIR is new');
  });
});

describe('a second program with the same token', () => {
  it('ends with 75 and one sentence, and the first goes on, which /health and /ready tell', async () => {
    // It has polled alone for longer than the newcomer will have when they meet.
    await until(() => true, 'the first has polled for a while', 6_000);
    expect(await ask('/health')).toEqual({ status: 200, text: '{"ok":true,"problems":[]}\n' });
    expect(await ask('/ready')).toEqual({ status: 200, text: '{"ok":true,"problems":[]}\n' });
    const second = elsewhere('empty');
    await until(() => /polling failed.*409/.test(stage.sandbox.program().output()), 'the first met the second');
    expect(await ask('/health')).toMatchObject({ status: 200, text: expect.stringContaining('409') });
    expect(await ask('/ready')).toMatchObject({ status: 503, text: expect.stringContaining('409') });
    expect((await second.exited).code).toBe(75);
    expect(second.output()).toMatch(/^Another program polls Telegram with the same BOT_TOKEN[^\n]+\.$/m);
    await until(() => true, 'the first asks again', 1_000);
    await stage.person.ask('/balance', /Total/);
  }, 150_000);
});
