// Answers 200 on the port a hosting platform watches, so that it knows the program is alive.
import { createServer } from 'node:http';

export interface Health {
  close(): Promise<void>;
}

/** Listens on `port` (all addresses); GET /health is 200, anything else 404. @throws Error with one sentence when the port is taken. */
export function openHealth(port: number): Promise<Health> {
  const server = createServer((request, response) => {
    response.writeHead(request.url === '/health' || request.url === '/' ? 200 : 404, { 'content-type': 'text/plain' }).end('ok\n');
  });
  return new Promise((resolve, reject) => {
    server.once('error', () => reject(new Error(`Cannot start: port ${port} cannot be listened on; give PORT another number or leave it out.`)));
    server.listen(port, () => resolve({ close: () => closeServer(server) }));
  });
}

function closeServer(server: ReturnType<typeof createServer>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
