// Node's import for tests: "./x.js" may be x.ts, TypeScript becomes JavaScript, @jest/globals is globals.js, and a module of test/
// belongs to the test file that imports it, so that none finds the state or misses the afterAll of another.
import { transformFile } from '@swc/core';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import options from './swcOptions.cjs';

const globals = new URL('./globals.js', import.meta.url);
const tests = new URL('../../', import.meta.url).href;
const compiled = new Map();

export async function resolve(specifier, context, next) {
  const file = /\?file=\d+$/.exec(context.parentURL ?? '')?.[0];
  if (specifier === '@jest/globals') return { url: globals.href, shortCircuit: true };
  const typescript = /^\.{1,2}\/.*\.js$/.test(specifier) && context.parentURL.includes('.ts') ? new URL(specifier.replace(/js$/, 'ts'), context.parentURL) : undefined;
  const found = typescript !== undefined && existsSync(typescript) ? { url: typescript.href, shortCircuit: true } : await next(specifier, context);
  return file !== undefined && found.url.startsWith(tests) && !found.url.includes('?') ? { ...found, url: found.url + file } : found;
}

export async function load(url, context, next) {
  const [address] = url.split('?');
  if (!address.endsWith('.ts')) return next(url, context);
  if (!compiled.has(address)) compiled.set(address, transformFile(fileURLToPath(address), options));
  return { format: 'module', source: (await compiled.get(address)).code, shortCircuit: true };
}
