// The two forms a file can have, as a word, a file name, a row of buttons and a line below the file.
import { runData } from '../../src/model/callback.js';
import type { Button, Rich } from '../../src/model/message.js';
import type { CsvForm } from '../../src/text/tables/csv.js';
import type { Say } from '../../src/text/index.js';

/** The form a word asks for, wherever it stands, and the other words. */
export function readForm(words: readonly string[]): { readonly form: CsvForm; readonly rest: readonly string[] } {
  const rest = words.filter((word) => word.toLowerCase() !== 'excel');
  return { form: rest.length === words.length ? 'plain' : 'excel', rest };
}

/** The word before a period that asks for the form; nothing for the plain one. */
export const formWord = (form: CsvForm): string => (form === 'excel' ? 'excel ' : '');

export const fileName = (kind: string, slug: string, form: CsvForm): string => `cape-${kind}-${slug}${form === 'excel' ? '-excel' : ''}.csv`;

export const formNote = (say: Say, form: CsvForm): readonly Rich[] => (form === 'excel' ? [say('export.excelHow')] : []);

/** One button for each form, of which `chosen` is the one that is on; the kind stays. */
export const formButtons = (say: Say, kind: string, chosen: CsvForm): readonly Button[] => (['plain', 'excel'] as const)
  .map((form) => ({ label: `${form === chosen ? '• ' : ''}${say(`export.form.${form}`).text}`, data: runData(`export ${kind} ${formWord(form)}`.trim()) }));
