// Has the account read what shows how a sent action goes on.
import type { UserId } from '../../model/message.js';
import type { ExchangeDraft } from '../draft.js';
import { kindOf } from '../kinds/index.js';
import type { ActionParts } from '../parts.js';

/** Soon, by what its kind says; calls are folded. */
export function refresh(parts: Pick<ActionParts, 'refreshOrders' | 'refreshMoney'>, userId: UserId, { request }: ExchangeDraft): void {
  switch (kindOf(request).refreshes) {
    case 'orders': parts.refreshOrders(userId); return;
    case 'money': parts.refreshMoney(userId); return;
  }
}
