// A link as it is watched: whose it is, and the signed client made with it.
import type { ExchangeClient } from '../exchange/client.js';
import type { Link } from '../model/account.js';
import type { UserId } from '../model/message.js';
import type { Signer } from '../model/signer.js';

export interface WatchedLink {
  readonly userId: UserId;
  readonly link: Link;
  readonly signer: Signer;
  readonly client: ExchangeClient;
}
