// Keeps the server to this machine: the Host and Origin of a request must name it.
import type { IncomingMessage } from 'node:http';

const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** True when Host, and Origin where a browser sends one, are loopback: a foreign page cannot reach the chat. */
export function isLoopback({ headers }: IncomingMessage): boolean {
  return namesLoopback(`http://${headers.host ?? ''}`) && (headers.origin === undefined || namesLoopback(headers.origin));
}

function namesLoopback(origin: string): boolean {
  try {
    return loopbackNames.has(new URL(origin).hostname);
  } catch {
    return false;
  }
}
