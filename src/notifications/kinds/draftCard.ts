// Edits a card into what its draft is now.
import type { Draft, DraftState } from '../../model/draft.js';
import { ZERO, isPositive } from '../../model/money.js';
import { draftCard } from '../../text/cards/draftCard.js';
import type { CardKind } from '../kind.js';

export interface OrderCard {
  readonly draftId: string;
}

/** The key under which rows of one card are folded. */
export const cardKey = (draftId: string): string => `card:${draftId}`;

/** Nothing else tells of these: fills and most ends have pushes of their own. */
const mustBeTold: ReadonlySet<DraftState> = new Set(['refused', 'unknown', 'notPlaced']);

/** Of an order cancelled here before anything of it was filled, this card alone tells the end; /move tells its own. */
function tellsEnd({ state, request, executed }: Draft): boolean {
  if (state !== 'cancelled') return false;
  return request.kind === 'cancelAll' || (request.kind === 'cancelOrder' && request.move === undefined && !isPositive(executed?.volume ?? ZERO));
}

export const orderCard: CardKind<OrderCard> = {
  name: 'orderCard',
  loudness: 'silent',
  isNumbered: true,
  group: 'fixed',
  breaksThrough: false,
  droppable: true,
  countsAs: 'nothing',
  address: ({ draftId }, { user }) => entryOf(user.messages, cardKey(draftId)) ?? entryOf(user.drafts, draftId)?.card,
  resends({ draftId }, { user }) {
    const draft = entryOf(user.drafts, draftId);
    return draft !== undefined && (mustBeTold.has(draft.state) || tellsEnd(draft));
  },
  render({ draftId }, { say, user, now }) {
    const draft = entryOf(user.drafts, draftId);
    // A replaced draft's message shows the one that took its place, and any message the latest that was drawn on it.
    return draft === undefined || draft.state === 'replaced' || isPaintedOver(draft, user.drafts) ? undefined : draftCard(say, draft, { now, timeZone: user.settings.timeZone });
  },
};

function isPaintedOver({ card, createdAt }: Draft, drafts: Readonly<Record<string, Draft>>): boolean {
  return card !== undefined && Object.values(drafts).some((one) => one.card?.chatId === card.chatId && one.card.messageId === card.messageId && one.createdAt > createdAt);
}

const entryOf = <T>(drafts: Readonly<Record<string, T>>, id: string): T | undefined => (Object.hasOwn(drafts, id) ? drafts[id] : undefined);
