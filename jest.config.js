export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' }, sourceMaps: 'inline' }],
  },
  testMatch: ['**/*.test.ts'],
  testTimeout: 20000,
  // Flow tests mostly wait, so more workers than the two cores of CI.
  maxWorkers: 6,
  testSequencer: '<rootDir>/test/support/longestFirst.js',
};
