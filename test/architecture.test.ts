// The import table of the design and "every list is complete", as tests.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Folder -> folders it may import from; a folder may always import from itself. */
const table: Readonly<Record<string, readonly string[]>> = {
  commands: ['model', 'text', 'storage', 'markets', 'actions', 'accounts', 'alerts', 'schedules', 'practice', 'bot', 'pictures', 'lightning'],
  bot: ['model', 'text', 'storage', 'notifications', 'actions'],
  schedules: ['model', 'storage', 'notifications', 'markets', 'actions'],
  practice: ['model', 'storage', 'notifications', 'markets', 'actions'],
  alerts: ['model', 'storage', 'notifications', 'markets', 'actions'],
  accounts: ['model', 'security', 'exchange', 'storage', 'notifications', 'actions', 'lightning'],
  actions: ['model', 'exchange', 'storage', 'notifications'],
  markets: ['model', 'exchange'],
  notifications: ['model', 'text', 'storage', 'pictures'],
  pictures: ['model', 'text'],
  exchange: ['model'], storage: ['model'], security: ['model'], text: ['model'], lightning: ['model'], model: [],
  sandbox: ['model'],
};

/** Files directly in src: each may be imported by main.ts only, and may import the model. */
const singles: Readonly<Record<string, readonly string[]>> = { 'config.ts': ['envFile.ts', 'settings.ts'], 'envFile.ts': [], 'settings.ts': ['model'], 'listener.ts': ['model', 'refusalCount.ts'], 'refusalCount.ts': ['model'] };

/** Programs and threads of their own beside main.ts: a program may read its settings, and nobody imports them. */
const entries: readonly string[] = ['src/storage/backupCommand.ts', 'src/storage/restoreCommand.ts', 'src/pictures/photoThread.ts'];

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const full = path.join(folder, name);
    return statSync(full).isDirectory() ? files(full) : full.endsWith('.ts') ? [full] : [];
  });
}

/** "src/bot/pump.ts" is in "bot", "commands/buy.ts" in "commands", "src/main.ts" is "main.ts". */
function home(file: string): string {
  const [top = '', second = ''] = path.relative(root, file).split(path.sep);
  return top === 'src' ? second : top;
}

interface Import { readonly from: string; readonly file: string; readonly target: string; readonly typeOnly: boolean }

function importsOf(file: string): Import[] {
  const source = readFileSync(file, 'utf8');
  return [...source.matchAll(/^(?:import|export)\s+(type\s)?[^;'"]*?from\s+'(\.[^']+)'/gm)].map((match) => ({
    from: home(file), file: path.relative(root, file), typeOnly: match[1] !== undefined,
    target: path.resolve(path.dirname(file), (match[2] ?? '').replace(/\.js$/, '.ts')),
  }));
}

const everything = [...files(path.join(root, 'src')), ...files(path.join(root, 'commands'))];
const imports = everything.flatMap(importsOf);

describe('the import table', () => {
  const crossing = imports.filter((one) => one.from !== home(one.target) && one.from !== 'main.ts');

  it.each([...Object.keys(table), ...Object.keys(singles)])('%s imports only what the table allows', (folder) => {
    const allowed = table[folder] ?? singles[folder] ?? [];
    const wrong = crossing.filter((one) => one.from === folder && !allowed.includes(home(one.target)))
      .filter((one) => !(entries.includes(one.file) && home(one.target) === 'config.ts'))
      .filter((one) => !(folder === 'sandbox' && home(one.target) === 'exchange' && one.typeOnly));
    expect(wrong.map((one) => `${one.file} -> ${home(one.target)}`)).toEqual([]);
  });

  it('commands import nothing but types from bot', () => {
    expect(crossing.filter((one) => one.from === 'commands' && home(one.target) === 'bot' && !one.typeOnly).map((one) => one.file)).toEqual([]);
  });

  it('nobody imports main.ts or the sandbox', () => {
    const wrong = imports.filter((one) => home(one.target) === 'main.ts' || (home(one.target) === 'sandbox' && one.from !== 'sandbox'));
    expect(wrong.map((one) => one.file)).toEqual([]);
  });

  it('nobody imports an entry', () => {
    expect(imports.filter((one) => entries.includes(path.relative(root, one.target))).map((one) => one.file)).toEqual([]);
  });

  it('every folder of the source stands in the table', () => {
    const folders = new Set(everything.map(home));
    expect([...folders].filter((folder) => !(folder in table) && !(folder in singles) && folder !== 'main.ts')).toEqual([]);
  });
});

/** Folders with one file per member and one explicit list; files named here are not members. */
const lists: readonly { readonly folder: string; readonly index: string; readonly notMembers: readonly string[] }[] = [
  { folder: 'commands', index: 'commands/index.ts', notMembers: ['index.ts', 'core.ts', 'hint.ts', 'misused.ts', 'prepareOrder.ts', 'orderRefusal.ts', 'examplePrice.ts', 'livePrice.ts', 'valuation.ts', 'page.ts', 'priceNow.ts', 'historyList.ts', 'unknownCoin.ts', 'alertWords.ts', 'methodRow.ts', 'lockLines.ts', 'pinRefusal.ts', 'orderCeiling.ts', 'homeKeys.ts', 'followLink.ts', 'inlinePrices.ts', 'chartLines.ts', 'exportPeriod.ts', 'exportFile.ts', 'historyReading.ts', 'profitFile.ts', 'orderChoice.ts', 'orderPrice.ts', 'orderScreens.ts', 'orderSteps.ts', 'alertActs.ts', 'alertHowTo.ts', 'alertSaved.ts', 'preparePayment.ts', 'receiveWords.ts', 'receiveSteps.ts', 'prepareWithdrawal.ts', 'withdrawSteps.ts', 'addBeneficiary.ts', 'codeDialog.ts', 'buttonRows.ts', 'desk.ts', 'networkOf.ts', 'switchedOff.ts'] },
  { folder: 'commands/settings', index: 'commands/settings/index.ts', notMembers: ['index.ts', 'setting.ts', 'amountSetting.ts', 'percentSetting.ts'] },
  { folder: 'src/exchange/endpoints', index: 'src/exchange/endpoints/index.ts', notMembers: ['index.ts', 'pages.ts', 'pathPart.ts'] },
  { folder: 'src/notifications/kinds', index: 'src/notifications/kinds/index.ts', notMembers: ['index.ts'] },
  { folder: 'src/alerts/kinds', index: 'src/alerts/kinds/index.ts', notMembers: ['index.ts'] },
  { folder: 'src/actions/kinds', index: 'src/actions/kinds/index.ts', notMembers: ['index.ts'] },
  { folder: 'src/text/en', index: 'src/text/en.ts', notMembers: [] },
  { folder: 'src/text/af', index: 'src/text/af.ts', notMembers: [] },
  { folder: 'src/text/zu', index: 'src/text/zu.ts', notMembers: [] },
  { folder: 'src/sandbox/exchange/routes', index: 'src/sandbox/exchange/routes/index.ts', notMembers: ['index.ts'] },
  { folder: 'src/sandbox/telegram/methods', index: 'src/sandbox/telegram/methods/index.ts', notMembers: ['index.ts'] },
];

describe('every list is complete', () => {
  it.each(lists)('$index names each member of $folder', ({ folder, index, notMembers }) => {
    const members = readdirSync(path.join(root, folder)).filter((name) => name.endsWith('.ts') && !notMembers.includes(name));
    const listed = readFileSync(path.join(root, index), 'utf8');
    expect(members.length).toBeGreaterThan(0);
    expect(members.filter((name) => !new RegExp(`/${name.replace(/\.ts$/, '')}\\.js'`).test(listed))).toEqual([]);
  });
});

describe('the shape of the source', () => {
  it('no file grows past 260 lines', () => {
    const long = everything.map((file) => ({ file: path.relative(root, file), lines: readFileSync(file, 'utf8').split('\n').length })).filter((one) => one.lines > 260);
    expect(long).toEqual([]);
  });

  it('every file opens with a sentence that says what it is for', () => {
    expect(everything.filter((file) => !readFileSync(file, 'utf8').startsWith('// ')).map((file) => path.relative(root, file))).toEqual([]);
  });
});
