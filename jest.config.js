export default {
  testEnvironment: '<rootDir>/test/support/native/environment.cjs',
  runtime: '<rootDir>/test/support/native/runtime.cjs',
  roots: ['<rootDir>/test'],
  transform: {},
  testMatch: ['**/*.test.ts'],
  testTimeout: 20000,
  // Flow tests mostly wait, so more workers than the two cores of CI.
  maxWorkers: 6,
  testSequencer: '<rootDir>/test/support/longestFirst.js',
};
