// What an action needs at the moment it is sent and that is never stored in clear.
import type { ActionKind, ActionRequest } from '../model/draft.js';
import type { Sealed } from '../model/account.js';

/** The code a press must bring along: the exchange's one-time password, the user's own PIN, or the pin the exchange has mailed. */
export type CodeKind = 'otp' | 'pin' | 'mailedPin';

/** Lightning payments need no code of the exchange, so they ask for the user's own (RELIABILITY.md T23). */
const codes: Readonly<Partial<Record<ActionKind, CodeKind>>> = { withdraw: 'otp', payInvoice: 'pin', activateBeneficiary: 'mailedPin' };

/** undefined: a press alone is enough. */
export const codeNeededFor = ({ kind }: ActionRequest): CodeKind | undefined => codes[kind];

export interface Secrets {
  /** As typed; in memory only, from the answer to the one call. */
  readonly code?: string;
  /** undefined when it cannot be opened. */
  openVoucherPin(sealed: Sealed): string | undefined;
}
