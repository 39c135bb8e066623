import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { en } from '../../src/text/en/index.js';
import { pluralsOf } from '../../src/text/index.js';
import { fill, plain } from '../../src/text/rich.js';

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../src/text/en');

describe('the English sentences', () => {
  it('have no key in two families, where one would hide the other', async () => {
    const families = await Promise.all(readdirSync(folder).filter((file) => file !== 'index.ts').map(async (file) => import(path.join(folder, file)) as Promise<Record<string, Record<string, string>>>));
    const keys = families.flatMap((family) => Object.values(family).flatMap((sentences) => Object.keys(sentences)));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    expect(keys.length).toBe(Object.keys(en).length);
  });

  it.each(Object.entries(en))('%s closes its marks and can be filled', (_key, template) => {
    const values = Object.fromEntries([...template.matchAll(/\{(\w+)\}/g)].map((match) => [match[1] ?? '', template.includes(`{${match[1]}|`) ? 2 : plain('x')]));
    const filled = fill(template, values, pluralsOf('en'));
    expect(filled.text).not.toMatch(/[{}]|\[[*`_|]/);
    expect(filled.marks.every((mark) => mark.offset + mark.length <= filled.text.length)).toBe(true);
  });
});
