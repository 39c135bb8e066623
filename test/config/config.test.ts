// Settings become a typed Config, or one sentence that says what is wrong, how to mend it, and no secret.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { ConfigError, loadConfig, type Config } from '../../src/config/config.js';
import { EnvFileError, parseEnvFile } from '../../src/config/envFile.js';

const key = Buffer.from(Array.from({ length: 32 }, (_, index) => index + 200));
const required = { BOT_TOKEN: '1234567890:AAExampleExampleExampleExampleExam_-', MASTER_KEY: key.toString('base64'), ALLOWED_USERS: '*' };

/** readFile over files by path; others do not exist. */
const files = (contents: Readonly<Record<string, string>> = {}) => (path: string): string => {
  const content = contents[path];
  if (content === undefined) throw Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT' });
  return content;
};

const load = (settings: Readonly<Record<string, string | undefined>>, contents?: Readonly<Record<string, string>>): Config => (
  loadConfig({ ...required, ...settings }, files(contents))
);

/** The sentence of refusal. */
function problem(settings: Readonly<Record<string, string | undefined>>, contents?: Readonly<Record<string, string>>): string {
  try {
    load(settings, contents);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message;
  }
  throw new Error('it was accepted');
}

describe('the settings', () => {
  test('the three required ones are enough, and the rest has defaults', () => {
    expect(load({})).toEqual({
      botToken: required.BOT_TOKEN, masterKey: key, oldMasterKeys: [], allowedUsers: 'everyone',
      restUrl: 'https://trade.capecrypto.com/api/v2/trade', streamUrl: 'wss://trade.capecrypto.com/api/v2/stream',
      telegramApiUrl: 'https://api.telegram.org', dataDir: './data', logLevel: 'info', depositPollMs: 60_000, outageAfterMs: 60_000,
    });
  });

  test.each<[string, Readonly<Record<string, string>>, Partial<Config>]>([
    ['one user', { ALLOWED_USERS: '42' }, { allowedUsers: new Set([42]) }],
    ['users with spaces', { ALLOWED_USERS: ' 42, 4503599627370495 ,42' }, { allowedUsers: new Set([42, 4_503_599_627_370_495]) }],
    ['the sandbox', { CAPE_REST_URL: 'http://127.0.0.1:4000/api/v2/trade/', CAPE_STREAM_URL: 'ws://localhost:4000/stream', TELEGRAM_API_URL: 'http://[::1]:4001' },
      { restUrl: 'http://127.0.0.1:4000/api/v2/trade', streamUrl: 'ws://localhost:4000/stream', telegramApiUrl: 'http://[::1]:4001' }],
    ['slashes at the end', { CAPE_REST_URL: 'https://example.com/api///' }, { restUrl: 'https://example.com/api' }],
    ['a public address', { PUBLIC_URL: 'https://bot.example.com/', PORT: '443' }, { publicUrl: 'https://bot.example.com', port: 443 }],
    ['a public address on this machine', { PUBLIC_URL: 'http://localhost:8080', PORT: '8080' }, { publicUrl: 'http://localhost:8080', port: 8080 }],
    ['any free port', { PORT: '0' }, { port: 0 }],
    ['a folder', { DATA_DIR: '/var/lib/capebot' }, { dataDir: '/var/lib/capebot' }],
    ['a level', { LOG_LEVEL: 'debug' }, { logLevel: 'debug' }],
    ['data that must be there', { REQUIRE_DATA: '1' }, { requireData: true }],
    ['a time without the exchange', { OUTAGE_SECONDS: '2' }, { outageAfterMs: 2000 }],
    ['a poll interval', { DEPOSIT_POLL_SECONDS: '5' }, { depositPollMs: 5000 }],
    ['empty values as not given', { CAPE_REST_URL: '', PORT: ' ', PUBLIC_URL: '', MASTER_KEY_FILE: '' }, { restUrl: 'https://trade.capecrypto.com/api/v2/trade' }],
    ['space around values', { BOT_TOKEN: ` ${required.BOT_TOKEN}\n`, PORT: ' 81 ' }, { botToken: required.BOT_TOKEN, port: 81 }],
  ])('accepts %s', (_, settings, expected) => {
    expect(load(settings)).toMatchObject(expected);
  });

  test.each(['BOT_TOKEN', 'MASTER_KEY', 'ALLOWED_USERS'])('%s is required, missing or empty', (name) => {
    for (const value of [undefined, '', '  ']) expect(problem({ [name]: value })).toMatch(new RegExp(`^Cannot start: ${name} is missing \\(.+\\)\\.$`));
  });

  const wrong: readonly (readonly [string, readonly string[]])[] = [
    ['BOT_TOKEN', ['token', '123:', 'x123:AAExampleExampleExampleExampleExam', '0123:AAExampleExampleExampleExampleExam', `${required.BOT_TOKEN}/x`, `bot${required.BOT_TOKEN}`]],
    ['MASTER_KEY', ['hunter2', key.toString('hex'), key.subarray(1).toString('base64'), Buffer.concat([key, key]).toString('base64'), key.toString('base64url'), key.toString('base64').slice(0, -1), `${key.toString('base64')}=`, `!${key.toString('base64')}`, key.toString('base64').replace(/.=$/, '9=')]],
    ['ALLOWED_USERS', ['everyone', '**', '1,*', '1;2', '1,,2', ',', '-5', '0', '01', '1.5', '1e5', '9007199254740993', '@name']],
    ['CAPE_REST_URL', ['http://trade.capecrypto.com/api', 'ftp://x', 'trade.capecrypto.com', 'https://', 'wss://trade.capecrypto.com', 'https://u:p@example.com', 'https://u@example.com', 'https://example.com?a=1', 'https://example.com/?', 'https://example.com/#x', 'https:\\\\example.com', 'http://127.0.0.1.example.com', 'http://localhost.example.com', 'http://10.0.0.1', 'http://[::2]', 'http://0.0.0.0', 'http://128.0.0.1', 'javascript:alert(1)', 'https://exa mple.com', 'file:///etc/passwd']],
    ['CAPE_STREAM_URL', ['ws://example.com', 'https://example.com', 'wss://u:p@example.com', 'wss://example.com?x']],
    ['TELEGRAM_API_URL', ['http://api.telegram.org', 'http://10.1.2.3:8081']],
    ['PUBLIC_URL', ['http://bot.example.com', 'https://bot.example.com/path', 'bot.example.com', 'https://u:p@bot.example.com']],
    ['PORT', ['65536', '-1', '8080.5', 'http', '0x50', '1e3', '99999999999']],
    ['LOG_LEVEL', ['verbose', 'INFO', 'constructor']],
    ['OUTAGE_SECONDS', ['0', '3601', 'long']],
    ['DEPOSIT_POLL_SECONDS', ['0', '3601', '1.5', 'soon']],
  ];
  test.each(wrong.flatMap(([name, values]) => values.map((value) => [name, value] as const)))('refuses %s=%j without telling the value', (name, value) => {
    const sentence = problem({ [name]: value });
    expect(sentence).toMatch(new RegExp(`^Cannot start: ${name} is .+\\.$`));
    expect(sentence).not.toContain('\n');
    if (value.length > 8) expect(sentence).not.toContain(value);
  });

  test('PUBLIC_URL without PORT is refused: nobody would listen behind it', () => {
    expect(problem({ PUBLIC_URL: 'https://bot.example.com' })).toMatch(/^Cannot start: PUBLIC_URL is set without PORT \([^.]+\)\.$/);
  });

  test('all problems stand in one sentence', () => {
    const sentence = problem({ BOT_TOKEN: undefined, MASTER_KEY: 'x', ALLOWED_USERS: 'y', PORT: 'z' });
    expect(sentence.match(/BOT_TOKEN|MASTER_KEY|ALLOWED_USERS|PORT/g)).toEqual(['BOT_TOKEN', 'MASTER_KEY', 'ALLOWED_USERS', 'PORT']);
    expect(sentence.split('; ')).toHaveLength(4);
  });

  test('no settings of any content make it throw anything but its one sentence, free of them', () => {
    const names = fc.constantFrom('BOT_TOKEN', 'MASTER_KEY', 'MASTER_KEY_FILE', 'ALLOWED_USERS', 'CAPE_REST_URL', 'PUBLIC_URL', 'PORT', 'DATA_DIR');
    fc.assert(fc.property(fc.dictionary(names, fc.string({ minLength: 12, unit: 'binary' })), (settings) => {
      try {
        load(settings);
      } catch (error) {
        expect(error).toBeInstanceOf(ConfigError);
        for (const value of Object.values(settings)) expect((error as Error).message).not.toContain(value.trim() || '\n');
      }
    }), { numRuns: 300 });
  });
});

describe('the master key from a file', () => {
  test('is read, with or without a line break at its end', () => {
    for (const ending of ['', '\n', '\r\n']) {
      expect(load({ MASTER_KEY: undefined, MASTER_KEY_FILE: '/run/key' }, { '/run/key': key.toString('base64') + ending }).masterKey).toEqual(key);
    }
  });

  test.each([
    ['that is not there', {}, /the file named by MASTER_KEY_FILE cannot be read \(ENOENT, .*\)/],
    ['with something else in it', { '/run/key': 'hunter2 hunter2' }, /MASTER_KEY is not 32 bytes in base64/],
    ['that is empty', { '/run/key': '' }, /MASTER_KEY is not 32 bytes in base64/],
  ])('%s is refused, once, together with other problems', (_, contents, expected) => {
    const sentence = problem({ MASTER_KEY: undefined, MASTER_KEY_FILE: '/run/key', PORT: 'x' }, contents);
    expect(sentence).toMatch(expected);
    expect(sentence.split('; ').filter((part) => part.includes('MASTER_KEY'))).toHaveLength(1);
    expect(sentence).toContain('PORT is not');
    expect(sentence).not.toContain('hunter2');
  });

  test('and in the setting at once is refused', () => {
    expect(problem({ MASTER_KEY_FILE: '/run/key' }, { '/run/key': key.toString('base64') })).toContain('both set');
  });

  test('named by the key itself by mistake does not tell the key', () => {
    expect(problem({ MASTER_KEY: undefined, MASTER_KEY_FILE: key.toString('base64') })).not.toContain(key.toString('base64'));
  });
});

describe('earlier master keys', () => {
  const old = [1, 2, 3, 4, 5, 6].map((fill) => Buffer.alloc(32, fill));
  const list = (count: number): string => old.slice(0, count).map((one) => one.toString('base64')).join(' , ');

  test('are a list of up to five, also from a file', () => {
    expect(load({ OLD_MASTER_KEYS: list(5) }).oldMasterKeys).toEqual(old.slice(0, 5));
    expect(load({ OLD_MASTER_KEYS_FILE: '/run/old' }, { '/run/old': `${list(2)}\n` }).oldMasterKeys).toEqual(old.slice(0, 2));
  });

  test.each([['six', list(6)], ['one cut short', `${list(1)},${list(1).slice(0, -1)}`], ['a comma too many', `${list(1)},`], ['no key', 'hunter2 hunter2']])('%s: refused without telling them', (_, value) => {
    const sentence = problem({ OLD_MASTER_KEYS: value });
    expect(sentence).toMatch(/^Cannot start: OLD_MASTER_KEYS is not a list of up to 5 earlier master keys/);
    expect(sentence).not.toContain(value.slice(0, 12));
  });

  test('with the key of today among them are refused: nothing would be changed', () => {
    expect(problem({ OLD_MASTER_KEYS: `${list(1)},${key.toString('base64')}` })).toMatch(/^Cannot start: OLD_MASTER_KEYS holds MASTER_KEY itself/);
  });

  test('in a setting and in a file at once, or in a file that is not there, are refused once', () => {
    expect(problem({ OLD_MASTER_KEYS: list(1), OLD_MASTER_KEYS_FILE: '/run/old' })).toBe('Cannot start: OLD_MASTER_KEYS and OLD_MASTER_KEYS_FILE are both set (keep one of them).');
    expect(problem({ OLD_MASTER_KEYS_FILE: '/run/old' })).toMatch(/^Cannot start: the file named by OLD_MASTER_KEYS_FILE cannot be read \(ENOENT/);
  });
});

describe('the file .env', () => {
  const text = Object.entries(required).map(([name, value]) => `${name}=${value}`).join('\n');

  test('gives what the environment does not', () => {
    expect(loadConfig({}, files({ '.env': text })).botToken).toBe(required.BOT_TOKEN);
    expect(loadConfig({ PORT: '81' }, files({ '.env': `${text}\nPORT=82\nLOG_LEVEL=warn` }))).toMatchObject({ port: 81, logLevel: 'warn' });
    expect(loadConfig({ PORT: '', LOG_LEVEL: undefined }, files({ '.env': `${text}\nPORT=82\nLOG_LEVEL=warn` }))).toMatchObject({ logLevel: 'warn' });
  });

  test('with a line that is no setting is refused by its number', () => {
    expect(problem({}, { '.env': '# ok\n\nhunter2hunter2\n' })).toBe('Cannot start: in the file .env line 3 is not KEY=VALUE (write it like the lines of .env.example).');
  });

  test('that cannot be read is a problem, not an absence', () => {
    expect(() => loadConfig(required, () => { throw Object.assign(new Error('EACCES'), { code: 'EACCES' }); })).toThrow('Cannot start: the file .env cannot be read (EACCES, check its permissions, or remove it).');
  });

  test.each<[string, string, Readonly<Record<string, string>>]>([
    ['nothing', '', {}],
    ['comments and blank lines', '# a=b\n\n   # c=d\n\t\n', {}],
    ['plain values', 'A=1\nB_2=x y', { A: '1', B_2: 'x y' }],
    ['space around', '  A =  1  \n\tB\t=\t2\t', { A: '1', B: '2' }],
    ['Windows line ends and a byte order mark', '\uFEFFA=1\r\nB=2\r\n', { A: '1', B: '2' }],
    ['export', 'export A=1\nexported=2', { A: '1', exported: '2' }],
    ['empty values', "A=\nB=\"\"\nC=''\nD= # none", { A: '', B: '', C: '', D: '' }],
    ['comments after values', 'A=1 # one\nB="2" # two\nC=\'3\'# three\nD=a#b', { A: '1', B: '2', C: '3', D: 'a#b' }],
    ['quotes', `A="x # 'y' \\"z\\" \\\\ \\n \\q"\nB='x # "y" \\n'`, { A: 'x # \'y\' "z" \\ \n \\q', B: 'x # "y" \\n' }],
    ['equals signs in values', 'A=b=c==', { A: 'b=c==' }],
    ['the last of two', 'A=1\nA=2', { A: '2' }],
    ['no references', 'A=1\nB=$A${A}', { A: '1', B: '$A${A}' }],
    ['a name that is dangerous elsewhere', '__proto__=1', Object.fromEntries([['__proto__', '1']])],
  ])('reads %s', (_, content, expected) => {
    expect(Object.entries(parseEnvFile(content))).toEqual(Object.entries(expected));
  });

  test.each([['A', 1], ['=1', 1], ['A=1\n2B=1', 2], ['A-B=1', 1], ['A="1', 1], ["A='1", 1], ['A="1" 2', 1], ['A="1\\"', 1], ['A=1\n\n: x', 3]])('refuses %j, naming line %i', (content, line) => {
    expect(() => parseEnvFile(content)).toThrow(EnvFileError);
    expect(() => parseEnvFile(content)).toThrow(`line ${line} is not KEY=VALUE`);
  });
});

describe('DEBUG', () => {
  test.each(['*', 'telegraf*', 'telegraf:client', 'axios,telegraf:*'])('%s is refused, because telegraf would print the token', (value) => {
    expect(() => load({ DEBUG: value })).toThrow(/DEBUG/);
  });

  test('for others is nobody’s business', () => {
    expect(() => load({ DEBUG: 'axios' })).not.toThrow();
  });
});

describe('.env.example', () => {
  const example = readFileSync('.env.example', 'utf8');
  const known = ['BOT_TOKEN', 'MASTER_KEY', 'ALLOWED_USERS', 'MASTER_KEY_FILE', 'OLD_MASTER_KEYS', 'OLD_MASTER_KEYS_FILE', 'CAPE_REST_URL', 'CAPE_STREAM_URL', 'TELEGRAM_API_URL', 'DATA_DIR', 'REQUIRE_DATA', 'PUBLIC_URL', 'PORT', 'LOG_LEVEL', 'DEPOSIT_POLL_SECONDS', 'OUTAGE_SECONDS'];

  test('explains each setting in the line above it, the three required ones first', () => {
    const names = [...example.matchAll(/^# .+\.\n(?:# )?([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(names).toEqual(known);
  });

  test('with its three lines filled in is enough, also with every other line put in force', () => {
    const filled = example.replaceAll(/^(BOT_TOKEN|MASTER_KEY|ALLOWED_USERS)=$/gm, (_, name: keyof typeof required) => `${name}=${required[name]}`);
    expect(loadConfig({}, files({ '.env': filled }))).toEqual(load({}));
    expect(loadConfig({}, files({ '.env': filled.replaceAll(/^# ([A-Z_]+=)/gm, '$1') }))).toEqual({ ...load({}), port: 8080 });
  });
});

describe('an environment that disarms the program', () => {
  test.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ['certificates are not looked at', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }, /NODE_TLS_REJECT_UNAUTHORIZED is 0.*unset it/],
    ['requests are printed', { NODE_DEBUG: 'http' }, /NODE_DEBUG is set, which would print/],
    ['requests are printed by another part', { NODE_DEBUG: ' tls,net ' }, /NODE_DEBUG is set/],
    ['requests are printed by the native part', { NODE_DEBUG_NATIVE: 'tls' }, /NODE_DEBUG_NATIVE is set/],
    ['an inspector is open', { NODE_OPTIONS: '--max-old-space-size=512 --inspect=0.0.0.0:9229' }, /NODE_OPTIONS opens this process/],
    ['an inspector waits', { NODE_OPTIONS: '--inspect-brk' }, /NODE_OPTIONS opens/], ['the keys of connections are kept', { NODE_OPTIONS: '--tls-keylog=/tmp/k' }, /NODE_OPTIONS opens/],
  ])('is refused where %s', (_what, settings, words) => {
    expect(problem(settings)).toMatch(words);
    expect(problem({}, { '.env': Object.entries(settings).map(([name, value]) => `${name}="${value}"`).join('\n') })).toMatch(words);
  });

  test('is refused where Node itself was started with an inspector', () => {
    expect(() => loadConfig(required, files(), ['--enable-source-maps', '--inspect'])).toThrow(/Node was started with an option that opens/);
  });

  test.each([[{ NODE_OPTIONS: '--max-old-space-size=512 --enable-source-maps' }], [{ NODE_TLS_REJECT_UNAUTHORIZED: '1' }], [{ NODE_ENV: 'production', NODE_EXTRA_CA_CERTS: '/etc/ca.pem' }], [{ NODE_DEBUG: ' ' }]])('is not where %j only sets what does no harm', (settings) => {
    expect(() => load(settings)).not.toThrow();
  });
});

describe('a setting whose name is misspelt', () => {
  test.each([
    ['BOT_TOKN', 'BOT_TOKEN'], ['REQUIRE_DAT', 'REQUIRE_DATA'], ['ALLOWED_USER', 'ALLOWED_USERS'], ['OUTAGE_SECOND', 'OUTAGE_SECONDS'], ['DATADIR', 'DATA_DIR'],
    ['MASTER_KEYFILE', 'MASTER_KEY_FILE'], ['bot_token', 'BOT_TOKEN'], ['DEPOSIT_POLL_SECNDS', 'DEPOSIT_POLL_SECONDS'], ['PUBLIC_ULR', 'PUBLIC_URL'],
  ])('%s is named, with %s, and never with its value', (typed, meant) => {
    const said = problem({ [typed]: 'CANARY' });
    expect(said).toMatch(new RegExp(`${typed} is no setting \\(write ${meant}, or unset it\\)`));
    expect(said).not.toContain('CANARY');
  });

  test.each(['PORTS', 'HOST', 'HOME', 'PATH', 'DYNO', 'DATABASE_URL', 'LOG_FORMAT', 'npm_config_user_agent', 'TELEGRAM_CHAT'])('%s is another program’s', (name) => {
    expect(() => load({ [name]: 'x' })).not.toThrow();
  });
});
