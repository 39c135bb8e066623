// Writes to a real store until told to end, naming each change that was acknowledged: for faults of the machine's own disk.
import { writeSync } from 'node:fs';
import process from 'node:process';
import { systemClock } from '../../../src/model/clock.js';
import { silentLog } from '../../../src/model/log.js';
import { newUser } from '../../../src/model/user.js';
import { openLowdbStore } from '../../../src/storage/lowdb/lowdbStore.js';
import { changed } from '../../../src/storage/store.js';
import { recordCheck as check } from '../../support/recordCheck.js';

const [directory = '', count = '20'] = process.argv.slice(2);
try {
  const store = await openLowdbStore({ directory, clock: systemClock, log: silentLog, check });
  await store.create(newUser(1, 1, 'Thandi', 0)).catch(() => undefined);
  for (let number = 1; number <= Number(count); number += 1) {
    const label = String(number);
    await store.update(1, (record) => changed({ ...record, delivered: [...record.delivered, label] }))
      .then(() => writeSync(1, `stored ${label}\n`), () => writeSync(1, `refused ${label}\n`));
  }
  await store.close();
} catch {
  writeSync(1, 'not opened\n');
}
