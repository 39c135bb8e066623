// GET /account/deposits/{txid}: one deposit by its transaction id.
import { depositBody } from '../../money/deposits.js';
import { ok, type PrivateRoute } from '../../rest/route.js';

export const getDepositByTxid: PrivateRoute = {
  method: 'GET', path: '/account/deposits/:txid', access: 'private',
  handle: (venue, parameters, member) => ok(depositBody(venue.deposits.byTxid(member.uid, parameters.text('txid') ?? ''))),
};
