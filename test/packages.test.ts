// What is fetched to run the program: how much, from whom exactly, and that none of it runs anything while it is fetched.
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

interface Entry { readonly version?: string; readonly integrity?: string; readonly dev?: boolean; readonly os?: readonly string[]; readonly hasInstallScript?: boolean }
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));
const lock = Object.entries((read('package-lock.json') as { packages: Record<string, Entry> }).packages).filter(([place]) => place !== '');
const own = read('package.json') as { dependencies: Record<string, string>; devDependencies: Record<string, string> };
/** Of a package with one build for each kind of machine, one is installed. */
const built = (place: string): string => (/^(.*\/resvg-js)-/u.exec(place)?.[1] ?? place);

test('at most 80 packages run in production', () => {
  const places = lock.filter(([, entry]) => entry.dev !== true).map(([place, entry]) => (entry.os === undefined ? place : `${built(place)} built`));
  expect(new Set(places).size).toBeLessThanOrEqual(80);
});

test('every package is known by its content', () => {
  expect(lock.filter(([, { integrity }]) => integrity?.startsWith('sha512-') !== true).map(([place]) => place)).toEqual([]);
});

test('no package of production runs a script when it is installed', () => {
  expect(lock.filter(([, entry]) => entry.dev !== true && entry.hasInstallScript === true).map(([place]) => place)).toEqual([]);
});

test('every package asked for is asked for in one exact version', () => {
  expect(Object.values({ ...own.dependencies, ...own.devDependencies }).filter((version) => !/^\d+\.\d+\.\d+$/u.test(version))).toEqual([]);
});
