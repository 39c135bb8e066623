// Stores that earlier versions wrote open with all that is in them.
import { describe, expect, test } from '@jest/globals';
import { cpSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createPins } from '../../src/security/pins.js';
import { createAlerts } from '../../src/alerts/alertEngine.js';
import { kindOf } from '../../src/alerts/kinds/index.js';
import { systemClock as clock } from '../../src/model/clock.js';
import { silentLog as log } from '../../src/model/log.js';
import type { UserRecord } from '../../src/model/user.js';
import { kindNamed } from '../../src/notifications/kinds/index.js';
import { startSandbox } from '../../src/sandbox/sandbox.js';
import { createRecordCheck } from '../../src/security/recordCheck.js';
import { mapSealed } from '../../src/security/sealedPlaces.js';
import { createKeySeal } from '../../src/security/sealKeys.js';
import { openStore } from '../../src/storage/open.js';
import type { Store } from '../../src/storage/store.js';
import { draftCard } from '../../src/text/cards/draftCard.js';
import { languages, speak } from '../../src/text/index.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const fixtures = 'test/fixtures/stores';
const stores = readdirSync(fixtures, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
const clear = JSON.parse(readFileSync(join(fixtures, 'clear.json'), 'utf8')) as Record<'masterKey' | 'apiHost' | 'apiKey' | 'secret' | 'pin' | 'voucherPin' | 'dialogPart', string>;
const check = createRecordCheck(Buffer.from(clear.masterKey, 'base64'));
const seal = createKeySeal(Buffer.from(clear.masterKey, 'base64'), { apiHost: clear.apiHost });

/** A folder with a copy of this store. */
function copyOf(store: string): string {
  const directory = temporaryFolder();
  cpSync(join(fixtures, store), directory, { recursive: true });
  return directory;
}

/** All files and folders by name but the lock's, which comes and goes. */
function contentOf(directory: string): Readonly<Record<string, string>> {
  const names = (readdirSync(directory, { recursive: true }) as string[]).filter((name) => !name.startsWith('lock'));
  return Object.fromEntries(names.map((name) => [name, statSync(join(directory, name)).isFile() ? readFileSync(join(directory, name), 'latin1') : 'folder']));
}

/** The records as their files say them, whatever the store makes of those. */
const written = (store: string): readonly UserRecord[] => readdirSync(join(fixtures, store, 'users'))
  .map((name) => (JSON.parse(readFileSync(join(fixtures, store, 'users', name), 'utf8')) as { record: UserRecord }).record);

async function opened<T>(directory: string, work: (store: Store) => Promise<T> | T): Promise<T> {
  const store = await openStore({ directory, clock, log, check });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** The format that each file of the store names. */
const formatsOf = (directory: string): readonly string[] => Object.values(contentOf(directory)).flatMap((text) => /"format":(\d+)/.exec(text)?.[1] ?? []);

test('there is a store of each format', () => {
  expect([...new Set(stores.flatMap((name) => formatsOf(join(fixtures, name))))].toSorted()).toEqual(['1', '2']);
});

describe.each(stores)('the store of %s', (name) => {
  test('has every record whole, and is of the format of today once it was opened; opening it again writes nothing', async () => {
    const directory = copyOf(name);
    const before = contentOf(directory);
    const isOfToday = formatsOf(directory).every((format) => format === '2');
    const assertWhole = (store: Store): void => {
      expect(store.setAside).toEqual([]);
      expect([...store.all()].toSorted((a, b) => a.id - b.id)).toEqual(written(name).toSorted((a, b) => a.id - b.id));
    };
    await opened(directory, assertWhole);
    const after = contentOf(directory);
    if (isOfToday) expect(after).toEqual(before);
    else expect([Object.keys(after), new Set(formatsOf(directory))]).toEqual([Object.keys(before), new Set(['2'])]);
    await opened(directory, assertWhole);
    expect(contentOf(directory)).toEqual(after);
  });

  test('gives every secret back under its master key, and knows the PIN', async () => {
    await opened(copyOf(name), async (store) => {
      const found = new Set<string>();
      for (const record of store.all()) {
        mapSealed(record, (sealed, place) => {
          if (place.field !== 'pin') found.add(seal.open(sealed, { userId: record.id, ...place }));
          return sealed;
        });
        if (record.link !== undefined) expect(seal.signer(record.id, record.link).apiKey).toBe(clear.apiKey);
      }
      expect([...found].toSorted()).toEqual([clear.apiKey, clear.secret, clear.voucherPin, clear.dialogPart].toSorted());
      const owner = [...store.all()].find((record) => record.pin !== undefined)!;
      const pins = createPins({ store, seal, clock, randomBytes: () => Buffer.alloc(0) });
      expect((await pins.check(owner.id, '000000')).kind).toBe('wrong');
      expect(await pins.check(owner.id, clear.pin)).toEqual({ kind: 'right' });
    });
  });

  test.each(Object.keys(languages))('can be told in %s: every card, every message owed', async (language) => {
    await opened(copyOf(name), (store) => {
      const say = speak(language);
      for (const user of store.all()) {
        const context = { say, user, now: user.createdAt + 30_000, timeZone: user.settings.timeZone };
        for (const draft of Object.values(user.drafts)) expect(draftCard(say, draft, context).text.text).toMatch(/\S/);
        for (const row of user.outbox) {
          const kind = kindNamed(row.kind);
          const card = row.kind === 'orderCard' ? user.drafts[row.data['draftId'] as string] : undefined;
          // A replaced draft's message shows the one that took its place.
          if (card?.state !== 'replaced') expect(kind?.render(row.data as never, context)?.text.text).toMatch(/\S/);
        }
      }
    });
  });

  test('has every alert, and each can be judged', async () => {
    await opened(copyOf(name), (store) => {
      const markets = { book: () => ({ market: 'btczar', state: 'empty', sequence: 0, ageMs: 0 }) as const, onBook: () => () => undefined, list: async () => [], candles: async () => [] };
      const alerts = createAlerts({ store, markets, clock, log });
      for (const record of written(name)) {
        expect(alerts.list(record.id)).toEqual(Object.values(record.alerts));
        for (const alert of alerts.list(record.id)) {
          expect(kindOf(alert).check(alert)).toBeUndefined();
          expect(() => alerts.standing(record.id, alert)).not.toThrow();
        }
      }
      alerts.start();
      alerts.stop();
    });
  });

  test('is what the program starts on', async () => {
    const sandbox = await startSandbox({ dataDir: copyOf(name), settings: { MASTER_KEY: clear.masterKey }, exchange: { otherTraders: false } });
    try {
      await sandbox.ready();
      expect(sandbox.program().output()).toContain(`"event":"ready","users":${written(name).length},"setAside":0`);
      expect(await sandbox.program().end('SIGTERM')).toEqual({ code: 0, signal: null });
    } finally {
      await sandbox.stop();
    }
  });
});
