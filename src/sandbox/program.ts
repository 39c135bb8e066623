// The real program as a child process: started with nothing but its settings, its output kept for whoever asks.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Program {
  readonly pid: number;
  /** What it has printed so far, the newest 2,000 lines. */
  output(): string;
  readonly exited: Promise<Exit>;
  /** Sends the signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<Exit>;
}

/** Lines of output kept. */
const linesKept = 2_000;

/** The folder with package.json, from wherever this file runs. */
export function packageRoot(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'package.json'))) folder = path.dirname(folder);
  return folder;
}

/**
 * Starts dist/src/main.js with these settings and no other environment but PATH, in `folder`, so that no .env of the
 * person's own is read. @throws Error when the program was not built.
 */
export function startProgram(settings: Readonly<Record<string, string>>, folder: string): Program {
  const entry = path.join(packageRoot(), 'dist/src/main.js');
  if (!existsSync(entry)) throw new Error('The program is not built yet: run `npm run build` first.');
  const child = spawn(process.execPath, [entry], { cwd: folder, env: { PATH: process.env['PATH'], ...settings }, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      lines.push(...text.split('\n').filter((line) => line !== ''));
      lines.splice(0, Math.max(0, lines.length - linesKept));
    });
  }
  return control(child, lines);
}

function control(child: ChildProcess, lines: readonly string[]): Program {
  const exited = new Promise<Exit>((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
  return {
    pid: child.pid ?? -1,
    output: () => lines.join('\n'),
    exited,
    end: (signal) => {
      child.kill(signal);
      return exited;
    },
  };
}
