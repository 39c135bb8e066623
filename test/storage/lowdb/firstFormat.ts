// Stores as format 1 wrote them: records whose check needs no key.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { UserRecord } from '../../../src/model/user.js';
import { user } from '../../support/describeStore.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';

export const firstMarker = '{"engine":"lowdb","format":1}\n';

/** A file of format 1 whose check is right for whatever JSON text it carries: anybody can make one. */
export const unkeyed = (record: UserRecord | string): string => {
  const body = typeof record === 'string' ? record : JSON.stringify(record);
  return `{"format":1,"check":"${createHash('sha256').update(body).digest('hex')}","record":${body}}\n`;
};

/** A folder with a store of these users in format 1. */
export function firstFormatStore(ids: readonly number[]): string {
  const directory = temporaryFolder();
  mkdirSync(`${directory}/users`);
  for (const id of ids) writeFileSync(`${directory}/users/${id}.json`, unkeyed(user(id)));
  writeFileSync(`${directory}/store.json`, firstMarker);
  return directory;
}
