// Binds every endpoint to one account, or to none: the one generic call behind ExchangeClient.
import { AppError, UnavailableError } from '../model/errors.js';
import type { Random } from '../model/clock.js';
import type { ExchangeClient } from './client.js';
import type { Endpoint } from './endpoint.js';
import type { Account } from './transport/account.js';
import type { Transport } from './transport/attempt.js';
import { read } from './transport/read.js';
import { buildRequest } from './transport/request.js';
import type { CallsUnderWay } from './transport/callsUnderWay.js';
import type { SharedReads } from './transport/sharedReads.js';
import { write } from './transport/write.js';

export interface ClientParts {
  readonly transport: Transport;
  readonly shared: SharedReads;
  readonly random: Random;
  /** Lets stopping wait for the calls under way. */
  readonly calls: CallsUnderWay;
}

type Options = NonNullable<Parameters<ExchangeClient['call']>[2]>;

/** A client of `account`; without one it makes public calls only and throws AppError for signed ones. */
export function bindClient(parts: ClientParts, account: Account | undefined): ExchangeClient {
  return {
    unread: () => (account?.unread ?? parts.transport.unread).counts(),
    call: async (endpoint, input, options = {}) => {
      if (endpoint.access === 'signed' && account === undefined) throw new AppError(`${endpoint.name} needs an account`);
      const by = endpoint.access === 'signed' ? account : undefined;
      const call = endpoint.effect === 'read' ? callRead(parts, by, endpoint, input, options) : callWrite(parts, by, endpoint, input, options);
      return await parts.calls.add(call);
    },
  };
}

async function callRead<Input, Output>(parts: ClientParts, account: Account | undefined, endpoint: Endpoint<Input, Output>, input: Input, options: Options): Promise<Output> {
  const request = buildRequest(endpoint, input);
  const base = { request, urgency: options.urgency ?? 'person', isOrder: false, ...(account === undefined ? {} : { account }) } as const;
  const key = JSON.stringify([account?.id, account?.writes.count, endpoint.name, request.target]);
  return await parts.shared.join(
    key, options.signal,
    (signal) => read(parts.transport, parts.random, endpoint, input, { ...base, signal }),
    () => new UnavailableError('stopping', endpoint.name),
  );
}

async function callWrite<Input, Output>(parts: ClientParts, account: Account | undefined, endpoint: Endpoint<Input, Output>, input: Input, options: Options): Promise<Output> {
  const request = buildRequest(endpoint, input);
  const writes = account?.writes ?? { count: 0 };
  writes.count += 1;
  try {
    return await write(parts.transport, endpoint, input, {
      request,
      urgency: options.urgency ?? 'money',
      isOrder: request.target.startsWith('/market/'),
      waitMs: parts.transport.limits.writeWaitMs,
      ...(account === undefined ? {} : { account }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
  } finally {
    writes.count += 1;
  }
}
