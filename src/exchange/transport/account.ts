// What the client remembers of one API key between calls.
import type { Signer } from '../../model/signer.js';
import type { UnreadRows } from '../unreadRows.js';
import type { Nonce } from './nonce.js';

export interface Account {
  /** Tells accounts apart where one API key was linked again with another secret. */
  readonly id: number;
  readonly signer: Signer;
  readonly nonce: Nonce;
  /** What could not be read of this account's answers and frames. */
  readonly unread: UnreadRows;
  /** Counts writes begun and ended, so that a read asked for after a write never joins one begun before it. */
  readonly writes: { count: number };
}
