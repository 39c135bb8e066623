// A kind of money action that leaves a rule out does not compile: tried member by member, with the compiler itself.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import ts from 'typescript';
import { actionKinds } from '../../../src/actions/kinds/index.js';
import { cards } from '../../../src/text/cards/draftCard.js';

const folder = path.dirname(fileURLToPath(import.meta.url));
const kinds = Object.values(actionKinds);

/** The compiler's complaints about a file of this text that stands beside this one, line by line from 0. */
function complaints(text: string): readonly { readonly line: number; readonly words: string }[] {
  const scratch = path.join(folder, 'scratch.ts');
  const { config } = ts.readConfigFile(path.join(folder, '../../../tsconfig.json'), (file) => ts.sys.readFile(file)) as { config: { compilerOptions: object } };
  const { options } = ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, noEmit: true, rootDir: undefined }, path.join(folder, '../../..'));
  const host = ts.createCompilerHost(options);
  const withScratch: ts.CompilerHost = {
    ...host,
    fileExists: (file) => file === scratch || host.fileExists(file),
    getSourceFile: (file, ...more) => (file === scratch ? ts.createSourceFile(file, text, ts.ScriptTarget.ES2023) : host.getSourceFile(file, ...more)),
  };
  const program = ts.createProgram([scratch], options, withScratch);
  const source = program.getSourceFile(scratch);
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(({ start = 0, messageText }) => ({
    line: source!.getLineAndCharacterOfPosition(start).line, words: ts.flattenDiagnosticMessageText(messageText, ' '),
  }));
}

it('that leaves any one of its rules out is refused by the compiler, and whole it is not', () => {
  const members = Object.keys(actionKinds.cancelOrder);
  const head = "import type { ActionKind } from '../../../src/actions/actionKind.js';\nimport { cancelOrder } from '../../../src/actions/kinds/cancelOrder.js';";
  const lines = members.map((member, index) => `const { ${member}: _${index}, ...without${index} } = cancelOrder; export const scratch${index}: ActionKind<'cancelOrder'> = without${index};`);
  const found = complaints([head, 'export const whole: ActionKind<\'cancelOrder\'> = cancelOrder;', ...lines].join('\n'));
  expect(found.map(({ line, words }) => [line, /Property '(\w+)' is missing/.exec(words)?.[1]])).toEqual(members.map((member, index) => [index + 3, member]));
  expect(members.length).toBeGreaterThanOrEqual(20);
});

it.each(kinds.map((kind) => [kind.name, kind] as const))('%s asks for a code on its card exactly when it cannot leave without one', (name, { code }) => {
  expect(cards[name].codeWords === 'none').toBe(code === 'none');
});

it('every kind has the name under which it is listed', () => {
  expect(Object.entries(actionKinds).map(([name, kind]) => [name, kind.name])).toEqual(kinds.map(({ name }) => [name, name]));
});
