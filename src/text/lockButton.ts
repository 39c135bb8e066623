// The button that stands under every word about the safety of an account: one tap locks it.
import { runData } from '../model/callback.js';
import type { Button, Buttons } from '../model/message.js';
import type { UserRecord } from '../model/user.js';
import type { Say } from './index.js';

export const lockButton = (say: Say): Button => ({ label: say('lock.button').text, data: runData('lock'), style: 'danger' });

/** The buttons under what changed the safety of an account, or took money out of it; none while it is locked. */
export const offerLock = (say: Say, { lock }: Pick<UserRecord, 'lock'>): { readonly buttons?: Buttons } => (lock === undefined ? { buttons: [[lockButton(say)]] } : {});
