// GET /public/health/alive: is the trade engine running (API.txt, Alive).
import type { Endpoint } from '../../endpoint.js';

/** `true` when it runs; when it does not, the call throws UnavailableError (503 means maintenance). */
export const healthAlive: Endpoint<void, true> = {
  name: 'healthAlive', method: 'GET', access: 'public', effect: 'read', schemaless: true,
  path: () => '/public/health/alive',
  parse: () => true,
};
