// Keeps an action from being asked for again while the same one is on its way to an unknown end (RELIABILITY.md 1.1).
import type { ActionRequest, Draft } from '../../model/draft.js';
import { UserError } from '../../model/errors.js';
import type { UserRecord } from '../../model/user.js';
import type { Bar, OpenPin, TwinRules } from '../actionKind.js';
import type { ExchangeKind } from '../../model/draft.js';
import { isForExchange } from '../draft.js';
import { isExchangeRequest, kindOf } from '../kinds/index.js';

/** @throws UserError by the kind's own key, with the `draftId` of the first, unless the user has been told and wants it all the same */
export function refuseTwin(record: UserRecord, request: ActionRequest, openPin: OpenPin): void {
  const twin = twinOf(record, request, openPin);
  if (twin !== undefined) throw new UserError(twin.rules.error, { draftId: twin.draft.id });
}

/** Looked at once more in the write that claims: the card may have been drawn before its like went. */
export const twinBarOf = (record: UserRecord, draft: Draft, openPin: OpenPin): Bar | undefined => twinOf(record, draft.request, openPin)?.rules.bar;

const isUnderWay = ({ state }: Draft): boolean => state === 'unknown' || state === 'sending' || state === 'confirmed';

function twinOf(record: UserRecord, request: ActionRequest, openPin: OpenPin): { readonly draft: Draft; readonly rules: TwinRules<ExchangeKind> } | undefined {
  if (!isExchangeRequest(request)) return undefined;
  const { name, twin: rules } = kindOf(request);
  if (rules === 'none' || rules.isWanted(request)) return undefined;
  const draft = Object.values(record.drafts).filter(isUnderWay).filter(isForExchange)
    .find((one) => one.request.kind === name && rules.isSame(one.request, request, openPin));
  return draft === undefined ? undefined : { draft, rules };
}
