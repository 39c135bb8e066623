// The exchange refuses the user's key: what is wrong with it and what to do. The key is kept.
import { offerLock } from '../../text/lockButton.js';
import { explainRefusal } from '../../text/refusals.js';
import { join } from '../../text/rich.js';
import type { NotificationKind } from '../kind.js';

export interface KeyPaused {
  /** The exchange's own words. */
  readonly codes: readonly string[];
}

export const keyPaused: NotificationKind<KeyPaused> = {
  name: 'keyPaused',
  loudness: 'loud',
  isNumbered: false,
  group: 'fixed',
  breaksThrough: true,
  droppable: false,
  countsAs: 'others',
  render: ({ codes }, { say, user }) => ({ text: join([say('keyPaused.first'), explainRefusal(say, codes), say('keyPaused.what')]), ...offerLock(say, user) }),
};
