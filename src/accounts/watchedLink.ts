// A link as it is watched: whose it is, and the signed client made with it; and what tells one stored key pair from another.
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

/** True for the same stored pair. The version alone would not do: it starts again after an unlink; a sealed text never repeats. */
export function isSamePair(a: Link | undefined, b: Link | undefined): boolean {
  return a?.keyVersion === b?.keyVersion && a?.apiKey === b?.apiKey && a?.secret === b?.secret;
}
