// The fences: each foreign package, the clock and the environment are allowed in one place only.
import tseslint from 'typescript-eslint';

const packages = {
  telegraf: ['src/bot/**'],
  axios: ['src/exchange/**'],
  ws: ['src/exchange/**', 'src/sandbox/**', 'test/**'],
  lowdb: ['src/storage/lowdb/**'],
  'node-cron': ['src/schedules/**'],
  '@noble/curves': ['src/lightning/**', 'test/lightning/**'],
  '@noble/hashes': ['src/model/payments/addressChecks.ts', 'src/model/secrets/**', 'test/model/secrets/**', 'src/lightning/**', 'test/lightning/**'],
  '@scure/base': ['src/model/payments/addressChecks.ts', 'src/model/secrets/**', 'test/model/secrets/**', 'src/lightning/**', 'test/lightning/**'],
  'bignumber.js': ['src/model/money.ts', 'src/sandbox/**'],
  pino: ['src/security/**'],
  jsqr: ['src/pictures/**', 'test/**'],
  'jpeg-js': ['src/pictures/**', 'test/**'],
  pngjs: ['src/pictures/**', 'test/**'],
  '@resvg/resvg-js': ['src/pictures/**'],
  uqr: ['src/pictures/**', 'test/**'],
};

const fence = (names) => ({
  'no-restricted-imports': ['error', {
    paths: names.map((name) => ({ name, message: `${name} has one home: see eslint.config.js.` })),
    patterns: names.map((name) => ({ group: [`${name}/*`], message: `${name} has one home: see eslint.config.js.` })),
  }],
});

const allowedIn = (folder) => Object.keys(packages).filter((name) => !packages[name].includes(folder));
const folders = [...new Set(Object.values(packages).flat())];

const clockAndEnvironment = [
  { selector: "MemberExpression[object.name='process'][property.name='env']", message: 'Only src/config/config.ts reads the environment.' },
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'The clock is passed in: see src/model/clock.ts.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The clock is passed in: see src/model/clock.ts.' },
  { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: 'Randomness is passed in: see src/model/clock.ts.' },
  { selector: "CallExpression[callee.name='parseFloat']", message: 'Money is never a JS number: see src/model/money.ts.' },
];

export default tseslint.config(
  { ignores: ['dist/**', 'dist-test/**', 'node_modules/**', 'coverage/**', 'src/sandbox/telegram/page/**'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['*.js'] }, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['**/*.{js,cjs}'], ...tseslint.configs.disableTypeChecked },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  { files: ['src/**/*.ts', 'commands/**/*.ts'], rules: { ...fence(Object.keys(packages)), 'no-restricted-syntax': ['error', ...clockAndEnvironment] } },
  ...folders.map((folder) => ({ files: [folder], rules: fence(allowedIn(folder)) })),
  // The plain bot that FAULTS.md compares with is written as anyone would.
  { files: ['test/bench/baseline/**'], rules: { 'no-restricted-imports': 'off' } },
  { files: ['src/config/config.ts', 'src/main.ts', 'src/model/clock.ts', 'src/sandbox/**'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['test/**/*.ts'], rules: {
    'max-lines-per-function': 'off',
    '@typescript-eslint/no-non-null-assertion': 'off',
    '@typescript-eslint/require-await': 'off',
  } },
);
