// A fault nobody caught ends a real process with 75 and one line that shows no word of the fault.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { compileProgram, ended, startProgram } from '../support/childProgram.js';

const program = `
import { endOnFaults } from './src/leaving/fatal.js';
import { createLog } from './src/security/log.js';
import { createRedactor } from './src/security/redact.js';
endOnFaults(createLog({ level: 'info', redactor: createRedactor() }), (status) => setTimeout(() => process.exit(status), 50));
setInterval(() => undefined, 1000);
const faults = {
  thrown: () => { throw new TypeError('canary'); },
  rejected: () => void Promise.reject(new RangeError('canary')),
  text: () => void Promise.reject('canary'),
  nothing: () => void Promise.reject(undefined),
  object: () => void Promise.reject({ canary: 'canary', get name() { throw new Error('canary'); } }),
  named: () => void Promise.reject(Object.assign(new Error('canary'), { name: 'canary canary' })),
  many: () => setInterval(() => { throw new TypeError('canary'); }, 1),
};
setTimeout(faults[process.argv[2]], 1);
`;
let folder: string;
beforeAll(async () => { folder = await compileProgram(program, ['src/leaving', 'src/security', 'src/model', 'src/storage', 'src/pacing']); });

describe('a fault nobody caught', () => {
  test.each([
    ['thrown', 'uncaught exception', 'TypeError'], ['rejected', 'unhandled rejection', 'RangeError'], ['text', 'unhandled rejection', 'string'],
    ['nothing', 'unhandled rejection', 'undefined'], ['object', 'unhandled rejection', 'object'], ['named', 'unhandled rejection', 'Error'], ['many', 'uncaught exception', 'TypeError'],
  ])('%s: status 75, one line, no word of it', async (kind, event, name) => {
    const { output, code } = await ended(startProgram(folder, kind));
    const lines = output.trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'error', event, error: name });
    expect(output).not.toContain('canary');
    expect(code).toBe(75);
  });
});
