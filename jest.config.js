const common = {
  testEnvironment: '<rootDir>/test/support/native/environment.cjs',
  runtime: '<rootDir>/test/support/native/runtime.cjs',
  roots: ['<rootDir>/test'],
  transform: {},
};

/** What spawns the real program mostly waits for it. `npx jest --selectProjects flows` runs these alone. */
const flows = '/test/(flows|simulation)/.*\\.test\\.ts$';

export default {
  testSequencer: '<rootDir>/test/support/longestFirst.js',
  // The flows mostly wait, so more workers than the two cores of CI.
  maxWorkers: 6,
  testTimeout: 60000,
  projects: [
    { ...common, displayName: 'units', testRegex: '\\.test\\.ts$', testPathIgnorePatterns: ['/node_modules/', flows] },
    { ...common, displayName: 'flows', testRegex: flows },
  ],
};
