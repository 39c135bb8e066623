// What a link into the chat, t.me/<bot>?start=<payload>, asks for. Anybody can write such a link, so it only ever shows or explains.
import type { CapeCommand } from '../core.js';

/** Telegram's own limits for a payload (PLATFORM.md 1.6). */
const payloadShape = /^[A-Za-z0-9_-]{1,64}$/;
/** These ask or show something when nothing is said with them. */
const opens: ReadonlySet<string> = new Set(['link', 'menu', 'practice', 'settings']);

/**
 * Reads "price_btc" as "price btc". Everything that could change, send or confirm something is explained instead: "buy_btc" is "help buy".
 * @returns words as typed without the slash; undefined when the payload names no command.
 */
export function createFollowLink(commands: readonly CapeCommand[]): (payload: string) => string | undefined {
  return (payload) => {
    if (!payloadShape.test(payload)) return undefined;
    const [asked = '', ...words] = payload.toLowerCase().split('_').filter((word) => word !== '');
    const command = commands.find((one) => one.name === asked || one.aliases.includes(asked));
    if (command === undefined || command.name === 'start') return undefined;
    if (command.offered === 'reads') return [command.name, ...words].join(' ');
    if (opens.has(command.name)) return command.name;
    // A coin alone sets no alert: the answer says what is still missing.
    const isCoin = words.length === 1 && /^[a-z]{2,10}$/.test(words[0] ?? '');
    return command.name === 'alert' && isCoin ? `alert ${words[0] ?? ''}` : `help ${command.name}`;
  };
}
