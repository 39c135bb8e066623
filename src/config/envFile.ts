// Reads the text of a .env file: KEY=VALUE lines, quotes and comments, and nothing else.

/** A line is not KEY=VALUE; `message` says which, never what stands in it. */
export class EnvFileError extends Error {
  override readonly name = 'EnvFileError';

  /** @param line counted from 1 */
  constructor(readonly line: number) {
    super(`line ${line} is not KEY=VALUE`);
  }
}

const assignment = /^(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)$/;
/** What may follow a value on its line. */
const rest = String.raw`\s*(?:#.*)?$`;
const singleQuoted = new RegExp(`^'([^']*)'${rest}`);
const doubleQuoted = new RegExp(String.raw`^"((?:[^"\\]|\\.)*)"${rest}`);

/**
 * The settings by name; of a name given twice the last counts. Lines: KEY=VALUE with an optional `export`; blank lines and
 * lines of a # comment are skipped. A bare value ends at " #" and loses the space around it; 'single' quotes keep all as it
 * is; "double" quotes know \n, \t, \" and \\. No value spans lines and none refers to another.
 * @throws EnvFileError
 */
export function parseEnvFile(text: string): Readonly<Record<string, string>> {
  const settings = Object.create(null) as Record<string, string>;
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const parts = assignment.exec(line);
    const value = parts === null ? undefined : readValue(parts[2] ?? '');
    if (parts === null || value === undefined) throw new EnvFileError(index + 1);
    settings[parts[1] ?? ''] = value;
  }
  return settings;
}

/** undefined when quotes do not close or something follows them. */
function readValue(text: string): string | undefined {
  if (text.startsWith("'")) return singleQuoted.exec(text)?.[1];
  if (text.startsWith('"')) return doubleQuoted.exec(text)?.[1]?.replaceAll(/\\(.)/g, (_, escaped: string) => unescape[escaped] ?? `\\${escaped}`);
  return text.startsWith('#') ? '' : text.replace(/\s+#.*$/, '');
}

const unescape: Readonly<Record<string, string>> = { n: '\n', t: '\t', '"': '"', '\\': '\\' };
