// Telegram's rules for what counts as a link, and the form it stores the link in.
import { isIPv6 } from 'node:net';

export type CheckedLink = { ok: true; url: string } | { ok: false; reason: string };

interface UrlParts { https: boolean; userInfo: string; host: string; port: number; rest: string; ipv6: boolean }

const refuse = (reason: string): CheckedLink => ({ ok: false, reason });

/** Normalises a link as Telegram stores it, or says why Telegram refuses it. `httpsOnly` is the rule for Mini Apps. */
export function checkLink(link: string, httpsOnly = false): CheckedLink {
  const scheme = /^(tg|ton|tonsite):/i.exec(link)?.[1]?.toLowerCase();
  const bare = scheme === undefined ? link : link.slice(scheme.length + 1).replace(/^\/\//, '');
  const parts = splitUrl(bare);
  if (typeof parts === 'string') return refuse(parts);
  if (httpsOnly && (!parts.https || scheme !== undefined)) return refuse('Only HTTPS links are allowed');
  if (scheme !== undefined) return checkAppLink(scheme, bare, parts);
  if (!parts.host.includes('.') && !parts.ipv6) return refuse('Wrong HTTP URL');
  const user = parts.userInfo === '' ? '' : `${parts.userInfo}@`;
  const port = parts.port > 0 ? `:${parts.port}` : '';
  return { ok: true, url: `${parts.https ? 'https' : 'http'}://${user}${parts.host}${port}${parts.rest}` };
}

/** The user a `tg://user?id=N` link names, or undefined when the link is not one. */
export function linkedUserId(link: string): number | undefined {
  const query = /^tg:(?:\/\/)?user\/?\?([^#]*)/i.exec(link)?.[1];
  const value = query?.toLowerCase().split('&').map((pair) => pair.split('=')).find(([key]) => key === 'id')?.[1];
  if (value === undefined || !/^\d+$/.test(value)) return undefined;
  const id = Number(value);
  return id > 0 && id < 2 ** 40 ? id : undefined;
}

function checkAppLink(scheme: string, bare: string, parts: UrlParts): CheckedLink {
  const plain = !/^http:\/\//i.test(bare) && !parts.https && parts.userInfo === '' && parts.port === 0 && !parts.ipv6;
  if (!plain) return refuse(scheme === 'tg' ? 'Wrong tg URL' : 'Wrong ton URL');
  const allowed = scheme === 'tonsite' ? /^[a-z0-9._-]+$/i : /^[a-z0-9_-]+$/i;
  if (!allowed.test(parts.host)) return refuse('Unallowed characters in URL host');
  return { ok: true, url: `${scheme}://${parts.host}${parts.rest.replace(/^\/\?/, '?')}` };
}

function splitUrl(url: string): UrlParts | string {
  const protocol = /^([^:/?#@[\]]*):\/\//.exec(url)?.[1]?.toLowerCase();
  if (protocol !== undefined && protocol !== 'http' && protocol !== 'https') return 'Unsupported URL protocol';
  const afterProtocol = protocol === undefined ? url : url.slice(protocol.length + 3);
  const authority = /^[^/?#]*/.exec(afterProtocol)?.[0] ?? '';
  const colon = portColon(authority);
  const port = colon < 0 ? 0 : readPort(authority.slice(colon + 1));
  if (port === undefined) return 'Wrong port number specified in the URL';
  const userHost = colon < 0 ? authority : authority.slice(0, colon);
  const at = userHost.lastIndexOf('@');
  const host = userHost.slice(at + 1).toLowerCase();
  const userInfo = at < 0 ? '' : userHost.slice(0, at);
  const ipv6 = host.startsWith('[') && host.endsWith(']') && host.length > 1;
  const wrong = hostProblem(host, ipv6) ?? (ipv6 ? undefined : partProblem(userInfo, 'userinfo', true));
  if (wrong !== undefined) return wrong;
  return { https: protocol === 'https', userInfo, host, port, rest: pathAndQuery(afterProtocol.slice(authority.length)), ipv6 };
}

function portColon(authority: string): number {
  const last = Math.max(authority.lastIndexOf(':'), authority.lastIndexOf(']'), authority.lastIndexOf('@'));
  return last > 0 && authority[last] === ':' ? last : -1;
}

function readPort(digits: string): number | undefined {
  const value = /^\d+$/.test(digits) ? Number(digits) : 0;
  return value > 0 && value <= 65535 ? value : undefined;
}

function hostProblem(host: string, ipv6: boolean): string | undefined {
  if (ipv6) return isIPv6(host.slice(1, -1)) ? undefined : 'Wrong IPv6 address specified in the URL';
  if (host === '') return 'URL host is empty';
  if (host === '.') return 'Host is invalid';
  return partProblem(host, 'host', false);
}

function partProblem(part: string, name: string, allowColon: boolean): string | undefined {
  const plain = allowColon ? /[a-z0-9.\-_!$,~*'();&+=:\u0080-\uffff]/i : /[a-z0-9.\-_!$,~*'();&+=\u0080-\uffff]/i;
  for (let i = 0; i < part.length; i++) {
    const character = part.charAt(i);
    if (plain.test(character)) continue;
    if (character !== '%') return `Disallowed character in URL ${name}`;
    if (!/^[0-9a-f]{2}/i.test(part.slice(i + 1))) return `Wrong percent-encoded symbol in URL ${name}`;
    i += 2;
  }
  return undefined;
}

function pathAndQuery(rest: string): string {
  const trimmed = rest.replace(/[ \t\r\n\0\v]+$/, '');
  const rooted = trimmed.startsWith('/') ? trimmed : `/${trimmed}`;
  return Array.from(rooted, (c) => (c <= ' ' ? `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}` : c)).join('');
}
