import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { routes } from '../../../src/sandbox/exchange/routes/index.js';

describe('the list of endpoints', () => {
  it('names every file of its folder once', () => {
    const files = readdirSync(new URL('../../../src/sandbox/exchange/routes', import.meta.url), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && name !== 'index.ts');
    expect(routes.length).toBe(files.length);
    expect(new Set(routes.map(({ method, path }) => `${method} ${path}`)).size).toBe(routes.length);
  });

  it('has no endpoint hidden behind an earlier one', () => {
    const hidden = routes.filter((route, index) => routes.slice(0, index).some((earlier) => {
      const pattern = new RegExp(`^${earlier.path.replace(/:\w+/g, '[^/]+')}$`);
      return earlier.method === route.method && pattern.test(route.path);
    }));
    expect(hidden.map(({ path }) => path)).toEqual([]);
  });
});
