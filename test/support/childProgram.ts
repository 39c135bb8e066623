// Compiles parts of the program for a child process, so that tests can kill it and read what it says, and starts one.
import { transformFile } from '@swc/core';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { temporaryFolder } from './temporaryFolder.js';

export type Child = ChildProcessByStdio<null, Readable, Readable>;

/** The folder of a compiled copy of these folders and files of the project in which `program` stands as program.js. */
export async function compileProgram(program: string, parts: readonly string[]): Promise<string> {
  const folder = temporaryFolder();
  for (const part of parts) {
    const names = part.endsWith('.ts') ? [''] : (await readdir(part, { recursive: true })).filter((file) => file.endsWith('.ts'));
    for (const name of names) {
      const { code } = await transformFile(join(part, name), { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } });
      const target = join(folder, part, name).replace(/\.ts$/, '.js');
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, code);
    }
  }
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await writeFile(join(folder, 'program.js'), program);
  return folder;
}

export const startProgram = (folder: string, ...words: string[]): Child => (
  spawn(process.execPath, [join(folder, 'program.js'), ...words], { stdio: ['ignore', 'pipe', 'pipe'] })
);

/** All it writes to standard output and error, and its exit code, once it has ended. */
export async function ended(child: Child): Promise<{ readonly output: string; readonly code: number | null }> {
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  child.stderr.on('data', (part: Buffer) => parts.push(part));
  const code = await new Promise<number | null>((done) => { child.once('close', done); });
  return { output: Buffer.concat(parts).toString('utf8'), code };
}
