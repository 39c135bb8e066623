// Keeps what is remembered of each API key: its nonces and its client.
import type { Signer } from '../../model/signer.js';
import type { ExchangeClient } from '../client.js';
import type { Account } from './account.js';
import type { ClockOffset } from './clockOffset.js';
import { Nonce } from './nonce.js';
import { UnreadRows, type UnreadLog } from '../unreadRows.js';

interface Entry {
  readonly account: Account;
  readonly client: ExchangeClient;
}

export class Accounts {
  /** By API key, longest unused first; at most `limit`. */
  readonly #entries = new Map<string, Entry>();
  #count = 0;

  constructor(private readonly offset: ClockOffset, private readonly limit: number, private readonly log: UnreadLog, private readonly bind: (account: Account) => ExchangeClient) {}

  client(signer: Signer): ExchangeClient {
    return this.#entry(signer).client;
  }

  account(signer: Signer): Account {
    return this.#entry(signer).account;
  }

  /** A key linked again with another secret gets a client of its own, but goes on with the same nonces and counts. */
  #entry(signer: Signer): Entry {
    const known = this.#entries.get(signer.apiKey);
    const entry = known?.account.signer === signer ? known : this.#create(signer, known?.account);
    this.#entries.delete(signer.apiKey);
    this.#entries.set(signer.apiKey, entry);
    if (this.#entries.size > this.limit) this.#forgetOldest();
    return entry;
  }

  #create(signer: Signer, before: Account | undefined): Entry {
    this.#count += 1;
    const account: Account = { id: this.#count, signer, nonce: before?.nonce ?? new Nonce(() => this.offset.exchangeNow()), unread: before?.unread ?? new UnreadRows(this.log), writes: { count: 0 } };
    return { account, client: this.bind(account) };
  }

  #forgetOldest(): void {
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined) this.#entries.delete(oldest);
  }
}
