// What a confirmed card of practice comes to; made by practice/, so that nothing here knows how play money moves.
import type { Draft, HoldReason } from '../model/draft.js';
import type { MessageAddress } from '../model/message.js';
import type { UserRecord } from '../model/user.js';
import type { PracticeDraft } from './draft.js';

export type Practised =
  /** The record with funds, orders and pushes as they are now, and the draft moved; the caller puts the draft in. */
  | { readonly kind: 'done'; readonly record: UserRecord; readonly draft: Draft }
  /** Nothing was done, and the same card may be tapped again. */
  | { readonly kind: 'held'; readonly why: HoldReason };

/** Looks at the live book in memory and waits for nothing. It is given no client: what it decides cannot leave. `now` is ms since 1970. */
export type Practise = (record: UserRecord, draft: PracticeDraft, card: MessageAddress | undefined, now: number) => Practised;
