// Starts a bot against the peer with a few commands whose doings a test can watch.
import type { Actions, ConfirmResult } from '../../src/actions/actions.js';
import { createBot, type Bot, type BotOptions } from '../../src/bot/bot.js';
import type { Command, Reply } from '../../src/bot/command.js';
import { systemClock, type Clock } from '../../src/model/clock.js';
import type { Draft } from '../../src/model/draft.js';
import type { Log } from '../../src/model/log.js';
import { createMemoryStore, type MemoryStore } from '../support/memoryStore.js';
import { peerToken, startTelegramPeer, type TelegramPeer } from '../support/telegramPeer.js';

export interface BotAtWork {
  readonly peer: TelegramPeer;
  readonly bot: Bot;
  readonly store: MemoryStore;
  readonly actions: Actions & { readonly calls: string[] };
  /** Every log line as JSON. */
  readonly lines: string[];
  stop(): Promise<void>;
}

/** The system's clock with its timers run a hundred times as fast. */
export const fastClock: Clock = { ...systemClock, after: (ms, action) => systemClock.after(ms / 100, action) };

/** Everything the store holds, as it would be on a disk. */
export const dump = (store: MemoryStore): string => JSON.stringify([...store.all()]);

export const reply = (text: string, more: Partial<Reply> = {}): Reply => ({ text: { text, marks: [] }, ...more });

/** A command from its run function; private, for anyone. */
export function command(name: string, run: Command<undefined>['run'], more: Partial<Command<undefined>> = {}): Command<undefined> {
  return { name, aliases: [], family: 'market', access: 'anyone', where: 'private', summary: 'bot.openPrivate', usage: name, examples: () => [], run, ...more };
}

export function recordingLog(lines: string[]): Log {
  const write = (level: string) => (event: string, fields?: object) => { lines.push(JSON.stringify({ level, event, ...fields })); };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/** Actions that claim a draft once and remember every call. */
export function recordingActions(outcome: (kind: 'confirm' | 'dismiss', draftId: string) => Promise<ConfirmResult>): Actions & { readonly calls: string[] } {
  const calls: string[] = [];
  const decide = (kind: 'confirm' | 'dismiss') => async (userId: number, draftId: string): Promise<ConfirmResult> => {
    calls.push(`${kind} ${String(userId)} ${draftId}`);
    return outcome(kind, draftId);
  };
  return {
    calls,
    draft: () => Promise.reject(new Error('not here')),
    attachCard: async (userId, draftId, card) => { calls.push(`attach ${String(userId)} ${draftId} ${String(card.chatId)}/${String(card.messageId)}`); },
    lookAgain: () => Promise.resolve(undefined),
    confirm: decide('confirm'),
    dismiss: decide('dismiss'),
    newOrderId: () => 'id',
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  };
}

export const someDraft = {} as Draft;

export function claimOnce(): (kind: 'confirm' | 'dismiss', draftId: string) => Promise<ConfirmResult> {
  const used = new Set<string>();
  return async (kind, draftId) => {
    if (used.has(draftId)) return { kind: 'alreadyUsed', draft: someDraft };
    used.add(draftId);
    return { kind: kind === 'confirm' ? 'claimed' : 'dismissed', draft: someDraft };
  };
}

/** Starts a bot; the peer and the store may be given, to start a second one on the same. */
export async function startBot(commands: readonly Command<undefined>[], more: Partial<BotOptions<undefined>> & { readonly peer?: TelegramPeer; readonly store?: MemoryStore; readonly outcome?: ReturnType<typeof claimOnce> } = {}): Promise<BotAtWork> {
  const { peer = await startTelegramPeer(), store = createMemoryStore(), outcome = claimOnce(), ...options } = more;
  const lines: string[] = [];
  const actions = recordingActions(outcome);
  const bot = createBot<undefined>({
    token: peerToken, apiUrl: peer.url, allowedUsers: 'everyone', commands, core: undefined, store, actions,
    hint: () => reply('hint'), clock: systemClock, random: () => 0.5, log: recordingLog(lines), ...options,
  });
  await bot.start();
  const stop = async (): Promise<void> => {
    await bot.stop();
    await peer.close();
  };
  return { peer, bot, store, actions, lines, stop };
}
