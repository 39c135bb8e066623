// Checks a base address of the exchange: encrypted, or on this very machine.

const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The address without a trailing slash.
 * @throws RangeError when it is no address, has another scheme, carries a user, query or fragment, or is plain to a host that is not loopback.
 */
export function checkBaseUrl(address: string, kind: 'http' | 'ws'): string {
  const url = new URL(address);
  const plain = url.protocol === `${kind}:`;
  if (!plain && url.protocol !== `${kind}s:`) throw new RangeError(`the exchange's address must start with ${kind}s://`);
  if (plain && !loopbackHost.test(url.hostname)) throw new RangeError(`plain ${kind} is for loopback hosts only`);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') throw new RangeError('the exchange\'s address must be a bare base address');
  return `${url.protocol}//${url.host}${url.pathname}`.replace(/\/+$/, '');
}
