// Runs existing test files once and answers how many of them prove a row.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type { TestsOf } from './rows.js';

interface RanTest {
  readonly file: string;
  readonly name: string;
  readonly passed: boolean;
}

interface JestReport {
  readonly testResults: readonly { readonly name: string; readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[] }[];
}

export interface TestsFigure {
  readonly passed: number;
  readonly failed: number;
}

/** All tests of these files; a file that could not be run has none. */
export async function runTestFiles(root: string, files: readonly string[]): Promise<readonly RanTest[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'named-tests-'));
  const output = path.join(folder, 'report.json');
  const words = ['node_modules/jest/bin/jest.js', '--silent', '--json', `--outputFile=${output}`, '--runTestsByPath', ...files];
  const child = spawn(process.execPath, words, { cwd: root, stdio: 'ignore' });
  await new Promise((resolve) => { child.once('close', resolve); });
  const report = await readFile(output, 'utf8').then((text) => JSON.parse(text) as JestReport, () => ({ testResults: [] }));
  await rm(folder, { recursive: true });
  return report.testResults.flatMap(({ name, assertionResults }) => assertionResults.map(({ fullName, status }) => (
    { file: path.relative(root, name), name: fullName, passed: status === 'passed' }
  )));
}

/** How the tests meant went; none at all counts as one failure, for a proof that is not there proves nothing. */
export function figureOf(ran: readonly RanTest[], wanted: readonly TestsOf[]): TestsFigure {
  let [passed, failed] = [0, 0];
  for (const { file, words } of wanted) {
    const meant = ran.filter((one) => one.file === file && (words === undefined || words.test(one.name)));
    passed += meant.filter((one) => one.passed).length;
    failed += meant.length === 0 ? 1 : meant.filter((one) => !one.passed).length;
  }
  return { passed, failed };
}
