// GET /public/health/alive: whether the trade engine runs.
import { ok, type PublicRoute } from '../../rest/route.js';

export const getAlive: PublicRoute = { method: 'GET', path: '/public/health/alive', access: 'public', handle: () => ok(200) };
