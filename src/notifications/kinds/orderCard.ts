// Edits a card into what its draft is now.
import { draftCard } from '../../text/draftCard.js';
import type { CardKind } from '../cardKind.js';

export interface OrderCard {
  readonly draftId: string;
}

/** The key under which rows of one card are folded. */
export const cardKey = (draftId: string): string => `card:${draftId}`;

export const orderCard: CardKind<OrderCard> = {
  name: 'orderCard',
  loudness: 'silent',
  delivery: 'atLeastOnce',
  address: ({ draftId }, { user }) => draftOf(user.drafts, draftId)?.card,
  render({ draftId }, { say, user, now }) {
    const draft = draftOf(user.drafts, draftId);
    // A replaced draft's message shows the one that took its place.
    return draft === undefined || draft.state === 'replaced' ? undefined : draftCard(say, draft, { now, timeZone: user.settings.timeZone });
  },
};

const draftOf = <T>(drafts: Readonly<Record<string, T>>, id: string): T | undefined => (Object.hasOwn(drafts, id) ? drafts[id] : undefined);
