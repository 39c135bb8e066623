// `npm run backup -- <folder>`: copies the store into a new folder, also while the program runs.
import { loadDataDir } from '../config/config.js';
import { systemClock as clock } from '../model/clock.js';
import { runCommand } from './commandLine.js';
import { backUp } from './lowdb/backup.js';

runCommand('npm run backup -- <folder>', async (folder) => {
  const directory = loadDataDir();
  const { users, damaged } = await backUp({ directory, folder, clock });
  const done = `Backed up ${users} user(s) of ${directory} to ${folder}. The API keys in it are sealed: keep the master key too, elsewhere.`;
  if (damaged.length === 0) return { done };
  return { done, problem: `${damaged.length} file(s) are damaged and were not copied: ${damaged.slice(0, 10).join(', ')}. The program sets them aside at its next start.` };
});
