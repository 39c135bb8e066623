// `npm run restore -- <folder>`: puts a backup in place as the store, into an empty DATA_DIR only.
import { loadDataDir } from '../config/config.js';
import { runCommand } from './commandLine.js';
import { restore } from './lowdb/restore.js';

runCommand('npm run restore -- <folder>', async (folder) => {
  const directory = loadDataDir();
  const { users, takenAt } = await restore({ directory, folder });
  return { done: `Restored ${users} user(s) to ${directory}, as they were at ${new Date(takenAt).toISOString()}. Start the program with the same master key as before.` };
});
