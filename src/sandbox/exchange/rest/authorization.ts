// Who is asking: the checks of the gateway, in its own order and with its own codes.
import type { IncomingHttpHeaders } from 'node:http';
import { refusal, statusRefusal } from './apiError.js';
import type { Member, Members } from '../members.js';
import { isSignature } from './signature.js';

/** How far a nonce may be from the server's time, either way. */
const NONCE_WINDOW_MS = 5000;

/** The member behind the three headers, or a refusal (PROTOCOL.md section 4; each check in the gateway's order). */
export function authorize(headers: IncomingHttpHeaders, members: Members, nowMs: number): Member {
  const apiKey = header(headers, 'x-auth-apikey');
  const nonce = header(headers, 'x-auth-nonce');
  const signature = header(headers, 'x-auth-signature');
  if (apiKey === '' || nonce === '' || signature === '') throw refusal('authz.invalid_api_key_headers');
  const key = members.byKey(apiKey);
  if (key === null) throw statusRefusal(401, 'authz.unexistent_apikey');
  if (!/^\d{1,15}$/.test(nonce) || Number(nonce) === 0) throw statusRefusal(401, 'authz.nonce_not_valid_timestamp');
  if (Math.abs(nowMs - Number(nonce)) >= NONCE_WINDOW_MS) throw statusRefusal(401, 'authz.nonce_expired');
  if (!isSignature(signature, nonce, apiKey, key.secret)) throw statusRefusal(401, 'authz.invalid_signature');
  if (!key.active) throw statusRefusal(401, 'authz.apikey_not_active');
  if (!key.member.permissions.active) throw statusRefusal(401, 'authz.invalid_session');
  if (!key.member.permissions.twoFactor) throw statusRefusal(401, 'authz.disabled_2fa');
  return key.member;
}

/** Refuses a path that the member's verification level does not open (PROTOCOL.md section 3, the 403 rows). */
export function checkPermission(member: Member, path: string): void {
  const { trading, deposits, withdrawals } = member.permissions;
  if (!trading && path.startsWith('/market/')) throw statusRefusal(403, 'market.trade.not_permitted');
  if (!deposits && path.startsWith('/account/deposit')) throw statusRefusal(403, 'account.deposit.not_permitted');
  const withdrawing = path.startsWith('/account/withdraws') || path.startsWith('/account/beneficiaries');
  if (!withdrawals && withdrawing) throw statusRefusal(403, 'account.withdraw.not_permitted');
}

function header(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return (Array.isArray(value) ? value.join(',') : value ?? '').trim();
}
