// One Bot API call: its method and parameters, whichever way they were sent.

export interface UploadedFile { fileName: string; contentType: string; bytes: Buffer }

/** All parameters are texts, as in the real server: JSON values arrive as their JSON (PLATFORM.md 1.2). */
export class Call {
  constructor(
    readonly method: string,
    private readonly fields: ReadonlyMap<string, string>,
    readonly files: ReadonlyMap<string, UploadedFile>,
  ) {}

  /** The value of a parameter, empty when absent. */
  text(name: string): string {
    return this.fields.get(name) ?? '';
  }

  has(name: string): boolean {
    return this.text(name) !== '';
  }

  /** A whole number; a missing or unreadable one is `otherwise`. */
  integer(name: string, otherwise = 0): number {
    const value = this.text(name).trim();
    return /^[+-]?\d{1,15}$/.test(value) ? Number(value) : otherwise;
  }

  /** True for true, yes and 1, in any case. */
  flag(name: string): boolean {
    return ['true', 'yes', '1'].includes(this.text(name).toLowerCase());
  }

  /** The decoded JSON of a parameter; undefined when absent. Throws SyntaxError when it is not JSON. */
  json(name: string): unknown {
    return this.has(name) ? (JSON.parse(this.text(name)) as unknown) : undefined;
  }

  /** Everything sent, readable: JSON decoded, files by their names. For the log of requests. */
  parameters(): Record<string, unknown> {
    const readable: Record<string, unknown> = {};
    for (const [name, value] of this.fields) readable[name] = decode(value);
    for (const [name, file] of this.files) readable[name] = `file ${file.fileName}, ${file.bytes.length} bytes`;
    return readable;
  }
}

function decode(value: string): unknown {
  if (!/^(?:[[{]|-?\d{1,15}$|true$|false$)/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
