// Settings that are no settings of this program and would undo what it promises: each refuses the start, by name and without its value.
import { editDistance } from '../model/spelling.js';

type Settings = Readonly<Record<string, string | undefined>>;

/** Options of Node that let somebody else look into this process, or write what it sends to a file. */
const openings = /(?:^|[\s"'=])--(?:inspect(?:-[a-z-]+)?|debug(?:-[a-z-]+)?|trace-tls|tls-keylog|heapsnapshot-signal|heap-prof|report-[a-z-]+|tls-min-v1\.[01]|insecure-http-parser|openssl-legacy-provider)(?=$|[\s"'=])/;

/**
 * What in the environment disarms the program, one problem each.
 * @param options those Node itself was started with (process.execArgv).
 */
export function disarmingIn(env: Settings, options: readonly string[]): readonly string[] {
  const isSet = (name: string): boolean => (env[name] ?? '').trim() !== '';
  return [
    ...(/(^|[\s,])(\*|telegraf)/.test(env['DEBUG'] ?? '') ? ['DEBUG is set for telegraf, which would print the bot token and what users write (unset DEBUG)'] : []),
    ...(env['NODE_TLS_REJECT_UNAUTHORIZED']?.trim() === '0' ? ['NODE_TLS_REJECT_UNAUTHORIZED is 0, so that anybody in between could pass for the exchange and for Telegram and take every key (unset it; NODE_EXTRA_CA_CERTS names a certificate of your own)'] : []),
    ...['NODE_DEBUG', 'NODE_DEBUG_NATIVE'].filter(isSet).map((name) => `${name} is set, which would print what is sent, the bot token and API keys with it (unset ${name})`),
    ...(openings.test(env['NODE_OPTIONS'] ?? '') ? ['NODE_OPTIONS opens this process to others or weakens its connections (take the inspector, report, heap or TLS option out of it)'] : []),
    ...(openings.test(options.join(' ')) ? ['Node was started with an option that opens this process to others or weakens its connections (start it without the inspector, report, heap or TLS option)'] : []),
  ];
}

/** Names shorter than this are too near to those of other programs ("HOST"). */
const shortestName = 7;

/** Names that are one slip away from a setting of this program, or two for a long one, one problem each: what they were to do would not be done. */
export function misspeltIn(env: Settings, known: readonly string[]): readonly string[] {
  const given = Object.keys(env).filter((name) => /^[A-Za-z][A-Za-z0-9_]{1,40}$/.test(name) && !known.includes(name) && (env[name] ?? '').trim() !== '');
  return given.flatMap((name) => {
    const meant = known.find((one) => one.length >= shortestName && editDistance(name.toUpperCase(), one) <= (one.length > 9 ? 2 : 1));
    return meant === undefined ? [] : [`${name} is no setting (write ${meant}, or unset it)`];
  });
}
