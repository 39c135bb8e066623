// The import table of the design and "every list is complete", as tests.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Folder -> folders it may import from; a folder may always import from itself. model, pacing and config are the ground.
 * security -> storage: PINs and resealing are given the store. Never storage -> security: what checks a record's seal comes to
 * storage as a function, from main.ts, which opens the store.
 */
const table: Readonly<Record<string, readonly string[]>> = {
  commands: ['model', 'pacing', 'text', 'words', 'security', 'storage', 'notifications', 'markets', 'actions', 'accounts', 'alerts', 'schedules', 'practice', 'bot', 'pictures', 'lightning'],
  bot: ['model', 'pacing', 'text', 'storage', 'notifications', 'actions'],
  schedules: ['model', 'storage', 'notifications'],
  practice: ['model', 'storage', 'notifications', 'markets', 'actions'],
  alerts: ['model', 'storage', 'notifications', 'markets'],
  accounts: ['model', 'pacing', 'security', 'exchange', 'storage', 'notifications', 'actions', 'lightning'],
  actions: ['model', 'pacing', 'exchange', 'storage', 'notifications'],
  markets: ['model', 'exchange'],
  notifications: ['model', 'pacing', 'text', 'storage', 'pictures'],
  security: ['model', 'storage'], storage: ['model', 'pacing'],
  exchange: ['model', 'pacing'], pictures: ['model', 'pacing', 'text'],
  listening: ['model'], leaving: ['model', 'security'], text: ['model', 'words'], words: ['model'], lightning: ['model'], pacing: ['model'], config: ['model'], model: [],
  sandbox: ['model'],
  'main.ts': ['program.ts', 'model', 'config', 'leaving', 'security', 'storage'],
};

/** Rooms of one folder -> rooms of it they may import from; "." is the folder's own files, which may import from each. */
const rooms: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'src/accounts': { watching: ['.', 'reading', 'reconciling'], reading: ['reconciling'], reconciling: [] },
  // At the bottom stands what a kind says of itself; whatever stores, presses, sends or resolves a draft asks it.
  'src/actions': { sending: ['.', 'pressing', 'resolving', 'drafts', 'kinds'], pressing: ['.', 'drafts', 'kinds'], resolving: ['.', 'drafts', 'kinds'], drafts: ['.', 'kinds'], kinds: ['.'] },
  'src/bot': { receiving: ['.', 'sending', 'telegram'], answering: ['.', 'receiving', 'sending', 'telegram'], sending: ['.', 'telegram'], telegram: ['.'] },
  'src/notifications': { delivery: ['.', 'kinds'], outages: ['.', 'kinds'], kinds: ['.'] },
  'src/text': { tables: ['.', 'cards'], cards: ['.'], alerts: ['.'], en: ['.'], af: ['.'], zu: ['.'] },
  'src/words': { lexicon: [] },
  'src/model': { trading: ['.'], payments: ['.', 'trading'], secrets: ['.'] },
};

/** Programs and threads of their own beside main.ts: a program may read its settings, and nobody imports them. */
const entries: readonly string[] = ['src/storage/backupCommand.ts', 'src/storage/restoreCommand.ts', 'src/pictures/photoThread.ts'];

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const full = path.join(folder, name);
    return statSync(full).isDirectory() ? files(full) : full.endsWith('.ts') ? [full] : [];
  });
}

/** "src/bot/receiving/pump.ts" is in "bot", "commands/trade/buy.ts" in "commands", "src/main.ts" is "main.ts". */
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
  const crossing = imports.filter((one) => one.from !== home(one.target) && one.from !== 'program.ts');

  it.each(Object.keys(table))('%s imports only what the table allows', (folder) => {
    const allowed = table[folder] ?? [];
    const wrong = crossing.filter((one) => one.from === folder && !allowed.includes(home(one.target)))
      .filter((one) => !(entries.includes(one.file) && home(one.target) === 'config'))
      .filter((one) => !(folder === 'sandbox' && home(one.target) === 'exchange' && one.typeOnly));
    expect(wrong.map((one) => `${one.file} -> ${home(one.target)}`)).toEqual([]);
  });

  it('commands import nothing but types from bot', () => {
    expect(crossing.filter((one) => one.from === 'commands' && home(one.target) === 'bot' && !one.typeOnly).map((one) => one.file)).toEqual([]);
  });

  it('commands import nothing from notifications but the groups that a user sets', () => {
    const targets = crossing.filter((one) => one.from === 'commands' && home(one.target) === 'notifications').map((one) => path.relative(root, one.target));
    expect([...new Set(targets)]).toEqual(['src/notifications/noticeGroups.ts']);
  });

  it('nobody imports main.ts, nobody but main.ts the program, and nobody the sandbox', () => {
    const knownBy: Readonly<Record<string, readonly string[]>> = { 'main.ts': [], 'program.ts': ['main.ts'], sandbox: ['sandbox'] };
    const wrong = imports.filter((one) => !(knownBy[home(one.target)] ?? [one.from]).includes(one.from));
    expect(wrong.map((one) => one.file)).toEqual([]);
  });

  it('nobody imports an entry', () => {
    expect(imports.filter((one) => entries.includes(path.relative(root, one.target))).map((one) => one.file)).toEqual([]);
  });

  it.each(Object.entries(rooms))('the rooms of %s are one-way', (folder, allowed) => {
    const roomOf = (file: string): string => { const [first = '', ...more] = path.relative(path.join(root, folder), file).split(path.sep); return more.length === 0 ? '.' : first; };
    const inside = imports.filter((one) => one.file.startsWith(`${folder}/`) && one.target.startsWith(path.join(root, folder, '/')));
    const wrong = inside.map((one) => ({ from: roomOf(path.join(root, one.file)), to: roomOf(one.target), file: one.file }))
      .filter(({ from, to }) => from !== '.' && from !== to && !(allowed[from] ?? []).includes(to));
    expect(wrong).toEqual([]);
    expect([...new Set(inside.map((one) => roomOf(path.join(root, one.file))))].filter((room) => room !== '.' && !(room in allowed))).toEqual([]);
  });

  it('leads from no folder back to itself', () => {
    const reached = (folder: string): ReadonlySet<string> => {
      const seen = new Set<string>();
      const walk = (from: string): void => { for (const to of table[from] ?? []) if (!seen.has(to)) { seen.add(to); walk(to); } };
      walk(folder);
      return seen;
    };
    expect(Object.keys(table).filter((folder) => reached(folder).has(folder))).toEqual([]);
  });

  it('every folder of the source stands in the table', () => {
    const folders = new Set(everything.map(home));
    expect([...folders].filter((folder) => !(folder in table) && folder !== 'program.ts')).toEqual([]);
  });
});

/** Every file of the source that this one names, types and `import()` too. */
function namedBy(file: string): readonly string[] {
  const names = [...readFileSync(file, 'utf8').matchAll(/(?:^(?:import|export)\s[^;'"]*?from\s+|^import\s+|\bimport\()'(\.[^']+)'/gm)].map((match) => match[1] ?? '');
  return names.map((name) => path.resolve(path.dirname(file), name.replace(/\.js$/, '.ts'))).filter((target) => everything.includes(target));
}

/** The circles of a graph: its strongly connected parts of more than one member (Tarjan). */
function circlesOf(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const low = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];
  const visit = (one: string): number => {
    const index = low.size;
    low.set(one, index);
    open.push(one);
    const least = Math.min(index, ...(graph.get(one) ?? []).map((next) => (low.has(next) ? (open.includes(next) ? low.get(next) ?? index : index) : visit(next))));
    low.set(one, least);
    if (least === index) circles.push(open.splice(open.indexOf(one)));
    return least;
  };
  for (const one of graph.keys()) if (!low.has(one)) visit(one);
  return circles.filter((circle) => circle.length > 1);
}

describe('a circle of files', () => {
  it('is nowhere, types included', () => {
    const circles = circlesOf(new Map(everything.map((file) => [file, namedBy(file)])));
    expect(circles.map((circle) => circle.map((file) => path.relative(root, file)).sort())).toEqual([]);
  });

  it('would be found', () => {
    const graph = new Map([['a', ['b']], ['b', ['c', 'd']], ['c', ['a']], ['d', ['e']], ['e', ['f']], ['f', []], ['g', ['h', 'a']], ['h', ['g']]]);
    expect(circlesOf(graph).map((circle) => [...circle].sort())).toEqual([['a', 'b', 'c'], ['g', 'h']]);
  });
});

/** Folders with one file per member and one explicit list; files named here are not members. */
const lists: readonly { readonly folder: string; readonly index: string; readonly notMembers: readonly string[] }[] = [
  { folder: 'commands/settings/entries', index: 'commands/settings/entries/index.ts', notMembers: ['index.ts', 'setting.ts', 'amountSetting.ts', 'percentSetting.ts'] },
  ...['public', 'market', 'account', 'payments'].map((room) => ({ folder: `src/exchange/endpoints/${room}`, index: 'src/exchange/endpoints/index.ts', notMembers: [] })),
  { folder: 'src/notifications/kinds', index: 'src/notifications/kinds/index.ts', notMembers: ['index.ts'] },
  { folder: 'src/alerts/kinds', index: 'src/alerts/kinds/index.ts', notMembers: ['index.ts'] },
  { folder: 'src/text/alerts', index: 'src/text/alerts/index.ts', notMembers: ['index.ts', 'alertText.ts', 'typedAlert.ts'] },
  { folder: 'src/actions/kinds', index: 'src/actions/kinds/index.ts', notMembers: ['index.ts'] },
  { folder: 'src/words/lexicon', index: 'src/words/lexicon/index.ts', notMembers: ['index.ts'] },
  ...['en', 'af', 'zu'].map((language) => ({ folder: `src/text/${language}`, index: `src/text/${language}/index.ts`, notMembers: ['index.ts'] })),
  ...['public', 'market', 'account', 'payments'].map((room) => ({ folder: `src/sandbox/exchange/routes/${room}`, index: 'src/sandbox/exchange/routes/index.ts', notMembers: [] })),
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

describe('a command', () => {
  const written = files(path.join(root, 'commands')).filter((file) => /^export const \w+: CapeCommand = \{/m.test(readFileSync(file, 'utf8')));
  const listed = readFileSync(path.join(root, 'commands/index.ts'), 'utf8');

  it.each(written.map((file) => path.relative(path.join(root, 'commands'), file)))('%s is listed, and stands in the room of its family', (file) => {
    expect(listed).toContain(`'./${file.replace(/\.ts$/, '.js')}'`);
    expect(/family: '(\w+)'/.exec(readFileSync(path.join(root, 'commands', file), 'utf8'))?.[1]).toBe(path.dirname(file));
  });
});

describe('the shape of the source', () => {
  it('no file grows past 260 lines', () => {
    const long = everything.map((file) => ({ file: path.relative(root, file), lines: readFileSync(file, 'utf8').split('\n').length })).filter((one) => one.lines > 260);
    expect(long).toEqual([]);
  });

  it('no folder has more than 24 files side by side', () => {
    const folders = [...new Set(everything.map((file) => path.dirname(file)))];
    const counted = folders.map((folder) => ({ folder: path.relative(root, folder), files: readdirSync(folder, { withFileTypes: true }).filter((one) => one.isFile()).length }));
    expect(counted.filter((one) => one.files > 24)).toEqual([]);
  });

  it('every file opens with a sentence that says what it is for', () => {
    expect(everything.filter((file) => !readFileSync(file, 'utf8').startsWith('// ')).map((file) => path.relative(root, file))).toEqual([]);
  });
});
