// What the two entries share: one folder as the only word, one sentence as the answer, an exit status.
import { AppError } from '../model/errors.js';
import { HigherFormatError } from './higherFormat.js';

export interface CommandResult {
  readonly done: string;
  /** Done, but not all of it: told on the error stream, status 1. */
  readonly problem?: string;
}

/** Runs the work with the folder named on the command line. Status 0: done; 1: refused or not all done; 64: used wrongly; 78: a setting is wrong, or a later version of the program is needed. */
export function runCommand(usage: string, work: (folder: string) => Promise<CommandResult>): void {
  const [folder, ...more] = process.argv.slice(2);
  if (folder === undefined || folder === '' || more.length > 0) {
    end(`Name one folder: ${usage}`, 64);
    return;
  }
  work(folder).then(({ done, problem }) => {
    process.stdout.write(`${done}\n`);
    if (problem !== undefined) end(problem, 1);
  }, (error: unknown) => {
    const isConfig = error instanceof Error && error.name === 'ConfigError';
    const status = isConfig || error instanceof HigherFormatError ? 78 : 1;
    end(error instanceof AppError || isConfig ? error.message : `It did not succeed: ${error instanceof Error ? error.name : 'unknown fault'}.`, status);
  });
}

function end(sentence: string, status: number): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = status;
}
