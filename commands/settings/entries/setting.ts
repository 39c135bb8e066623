// What one setting is: a value of this type per file in this folder.
import type { Buttons, Rich } from '../../../src/model/message.js';
import type { Settings, UserRecord } from '../../../src/model/user.js';
import { UserError } from '../../../src/model/errors.js';
import { changed } from '../../../src/storage/store.js';
import type { Say } from '../../../src/text/index.js';
import type { TextKey } from '../../../src/text/language.js';
import type { Core } from '../../core.js';

/** Who looks, in whose language, and what may be asked. */
export interface Seen {
  readonly user: UserRecord;
  readonly say: Say;
  readonly core: Core;
}

/** A button of a setting's page: `words` are what would be typed after /settings. */
export interface Choice {
  readonly label: string;
  readonly words: string;
  /** The one that holds now. */
  readonly isChosen?: boolean;
}

export interface Page {
  readonly text: Rich;
  readonly choices: readonly Choice[];
  /** Buttons in one row; 1 where labels are long. */
  readonly perRow: 1 | 2 | 3;
  /** The arrows of choices that are more than a screen. */
  readonly turns?: Buttons;
  /** Words of the page that Back leads to; absent: the list of all settings. */
  readonly back?: string;
}

/** What became of words typed or pressed. */
export type Taken =
  /** Done, durably; the line says so. */
  | { readonly kind: 'changed'; readonly line: (say: Say) => Rich }
  /** Nothing was changed. */
  | { readonly kind: 'wrong'; readonly why: Rich; readonly choices?: readonly Choice[] }
  /** The words only lead to a page below this setting's own. */
  | { readonly kind: 'open' };

export interface Setting {
  /** The word after /settings. */
  readonly name: string;
  readonly aliases: readonly string[];
  /** Its name on the button of the list. */
  readonly label: TextKey;
  /** Its line in the list. */
  line(seen: Seen): Rich | Promise<Rich>;
  /** Its page, or the one below it that the words name. */
  page(seen: Seen, words: readonly string[]): Page | Promise<Page>;
  /** Reads the words after its name, at least one, and does what they say. @throws as Store.update; UserError('lock.noSettings') */
  take(seen: Seen, words: readonly string[]): Promise<Taken>;
}

/** Changes settings durably. @throws UserError('lock.noSettings') while the user is locked; what Store.update throws */
export async function save({ core, user }: Seen, change: (settings: Settings) => Settings): Promise<void> {
  await core.store.update(user.id, (record) => {
    if (record.lock !== undefined) throw new UserError('lock.noSettings');
    return changed({ ...record, settings: change(record.settings) });
  });
}

/** A setting that need not be there. */
type Optional = Exclude<keyof Settings, 'timeZone' | 'language'>;

/** The settings with this field set, or without it. */
export function put<Field extends Optional>(settings: Settings, field: Field, value: Settings[Field] | undefined): Settings {
  if (value !== undefined) return { ...settings, [field]: value };
  return Object.fromEntries(Object.entries(settings).filter(([name]) => name !== field)) as unknown as Settings;
}

/** Words that switch a setting off. */
export const isOffWord = (words: readonly string[]): boolean => words.length === 1 && /^(off|none|no)$/i.test(words[0] ?? '');
