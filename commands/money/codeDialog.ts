// The last step of what goes only with a code: asks for it, takes it from a message that is deleted first, and hands it on, once.
import type { Reply, Request } from '../../src/bot/command.js';
import type { ConfirmResult } from '../../src/actions/actions.js';
import { currentOf } from '../../src/actions/pressing/renewQuote.js';
import { codeStep, runData } from '../../src/model/callback.js';
import type { Draft } from '../../src/model/draft.js';
import type { Rich } from '../../src/model/message.js';
import type { Dialog } from '../../src/model/user.js';
import { nameOfDraft } from '../../src/text/cards/draftCard.js';
import { holdSentences } from '../../src/text/cards/priceWarnings.js';
import { speak, type Say } from '../../src/text/index.js';
import { explainRefusal } from '../../src/text/refusals.js';
import { join } from '../../src/text/rich.js';
import type { Core } from '../core.js';

/** How long a code is waited for, ms: as long as a card can be kept alive. */
const dialogLifeMs = 10 * 60_000;
/** A second tap on Confirm within this long asks nothing anew, ms. */
const doubleTapMs = 60_000;

/** How one command asks for its code and reads it. */
export interface CodeRules {
  readonly command: string;
  /** Where its code is not waited for as long as others, ms. */
  readonly lifeMs?: number;
  ask(say: Say, draft: Draft): Rich;
  /** What is wrong with an answer that cannot be a code; undefined when it can be. */
  fault(say: Say, code: string): Rich | undefined;
  /** Why no code is asked for, where that is more than the card's having ended; there is no draft when nobody knows it any more. */
  refuse?(request: Request, core: Core, draft: Draft | undefined): Reply | undefined;
  /** Where the answer to a result is not the common one; a reply with `forceReply` asks the question again. */
  explain?(request: Request, core: Core, result: Unclaimed): Reply | undefined;
}

/** What comes of a code that claimed no card: nothing was sent. */
export type Unclaimed = Exclude<ConfirmResult, { readonly kind: 'claimed' }>;

/**
 * Answers the press of a card's Confirm: one question per card, which says what it is for. Nothing is sent.
 * @throws QuestionBarredError while another code is asked for, or was until a moment ago.
 */
export async function askForCode(request: Request, core: Core, rules: CodeRules, draftId: string): Promise<Reply | readonly Reply[]> {
  const say = speak(request.user.settings.language);
  const drafts = core.store.read(request.user.id)?.drafts ?? {};
  const known = Object.hasOwn(drafts, draftId) ? drafts[draftId] : undefined;
  const draft = known === undefined ? undefined : currentOf(drafts, known);
  const refused = rules.refuse === undefined ? notStanding(say, rules, draft) : rules.refuse(request, core, draft);
  if (draft === undefined || refused !== undefined) return refused ?? over(say, rules);
  const ended = await core.actions.lookAgain(request.user.id, draft.id);
  if (ended !== undefined && ended.kind !== 'claimed') return answerTo(say, rules, ended);
  const now = core.clock.now();
  const lifeMs = rules.lifeMs ?? dialogLifeMs;
  if (isAskedJustNow(request, draft, now, lifeMs)) return [];
  await core.setDialog(request, { command: rules.command, step: codeStep, data: { draftId: draft.id }, forCode: true, expiresAt: now + lifeMs });
  return { text: join([say('code.for', { what: nameOfDraft(say, draft) }), rules.ask(say, draft)]), forceReply: true };
}

/** True while the same question was sent a moment ago. */
function isAskedJustNow({ user: { dialog } }: Request, { id }: Draft, now: number, lifeMs: number): boolean {
  return dialog?.step === codeStep && dialog.data['draftId'] === id && dialog.messageIds !== undefined
    && now < dialog.expiresAt && now < dialog.expiresAt - lifeMs + doubleTapMs;
}

function notStanding(say: Say, rules: CodeRules, draft: Draft | undefined): Reply | undefined {
  if (draft?.state === 'replaced') return { text: say('code.askedAgain') };
  return draft?.state === 'drafted' ? undefined : over(say, rules);
}

/** Takes the answer. What is no code leaves the question open; what is one goes on at most once, and then the card says the rest. */
export async function takeCode(request: Request, core: Core, rules: CodeRules, dialog: Dialog): Promise<Reply | readonly Reply[]> {
  const say = speak(request.user.settings.language);
  const code = request.rest.replace(/[\s\u00a0-]/g, '');
  const fault = rules.fault(say, code);
  if (fault !== undefined) return { text: fault, forceReply: true };
  await core.setDialog(request, undefined);
  const result = await core.actions.confirm(request.user.id, dialog.data['draftId'] ?? '', undefined, code);
  if (result.kind === 'claimed') return [];
  const answer = rules.explain?.(request, core, result) ?? answerTo(say, rules, result);
  if (answer.forceReply === true) await core.setDialog(request, dialog);
  return answer;
}

function answerTo(say: Say, rules: CodeRules, result: Unclaimed): Reply {
  switch (result.kind) {
    case 'held': return result.draft.held === undefined ? over(say, rules) : { text: say(holdSentences[result.draft.held.why]) };
    case 'askedAgain': return { text: say('code.askedAgain') };
    case 'barred': return { text: say('code.barred', { why: explainRefusal(say, [result.bar]) }) };
    default: return over(say, rules);
  }
}

const over = (say: Say, { command }: CodeRules): Reply => ({ text: say('code.over'), buttons: [[{ label: say('code.again').text, data: runData(command) }]] });
