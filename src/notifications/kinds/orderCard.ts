// Edits a card into what its draft is now.
import type { DraftState } from '../../model/draft.js';
import { draftCard } from '../../text/draftCard.js';
import type { CardKind } from '../cardKind.js';

export interface OrderCard {
  readonly draftId: string;
}

/** The key under which rows of one card are folded. */
export const cardKey = (draftId: string): string => `card:${draftId}`;

/** Nothing else tells of these: fills and ends have pushes of their own. */
const mustBeTold: ReadonlySet<DraftState> = new Set(['refused', 'unknown', 'notPlaced']);

export const orderCard: CardKind<OrderCard> = {
  name: 'orderCard',
  loudness: 'silent',
  delivery: 'atLeastOnce',
  address: ({ draftId }, { user }) => entryOf(user.messages, cardKey(draftId)) ?? entryOf(user.drafts, draftId)?.card,
  resends: ({ draftId }, { user }) => mustBeTold.has(entryOf(user.drafts, draftId)?.state ?? 'drafted'),
  render({ draftId }, { say, user, now }) {
    const draft = entryOf(user.drafts, draftId);
    // A replaced draft's message shows the one that took its place.
    return draft === undefined || draft.state === 'replaced' ? undefined : draftCard(say, draft, { now, timeZone: user.settings.timeZone });
  },
};

const entryOf = <T>(drafts: Readonly<Record<string, T>>, id: string): T | undefined => (Object.hasOwn(drafts, id) ? drafts[id] : undefined);
