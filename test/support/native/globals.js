// @jest/globals for tests that run as plain modules: each call goes to the jest-circus of the test file that is being run.
const current = () => globalThis[Symbol.for('capebot.globalsOfFile')];

const given = (name) => new Proxy(() => undefined, {
  apply: (_target, _this, words) => current()[name](...words),
  get: (_target, key) => current()[name][key],
});

export const [afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest, test] = ['afterAll', 'afterEach', 'beforeAll', 'beforeEach', 'describe', 'expect', 'it', 'jest', 'test'].map(given);
