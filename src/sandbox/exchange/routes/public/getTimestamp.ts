// GET /public/timestamp: the server's time as a bare JSON text, whole seconds (PROTOCOL.md section 4).
import { isoTime } from '../../times.js';
import { ok, type PublicRoute } from '../../rest/route.js';

export const getTimestamp: PublicRoute = {
  method: 'GET', path: '/public/timestamp', access: 'public', handle: (venue) => ok(isoTime(venue.now())),
};
