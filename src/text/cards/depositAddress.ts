// Where a coin is to be sent to: the address whole, the tag apart, each with a button that copies it.
import type { Buttons, Rich } from '../../model/message.js';
import type { Say } from '../index.js';
import { outside } from '../outside.js';
import type { Shown } from '../rich.js';

export interface DepositPlace {
  readonly address: string;
  readonly tag?: string;
}

/** Longest address shown; what is longer than this no exchange gives out. */
const addressLimit = 200;

export function addressLines(say: Say, code: Shown, { address, tag }: DepositPlace): readonly Rich[] {
  return [
    say('deposit.address', { value: outside(address, addressLimit) }),
    ...(tag === undefined ? [] : [say('deposit.tag', { value: outside(tag, 40) }), say('deposit.tagNeeded')]),
    say('deposit.onlyCoin', { code }),
  ];
}

/** Over which network; `host` is where the exchange looks its addresses up, absent where only its withdrawals name the network. */
export function networkLine(say: Say, code: Shown, network: { readonly name: string; readonly host?: string } | undefined): Rich {
  if (network === undefined) return say('deposit.networkUnknown', { code });
  const values = { code, network: outside(network.name, 40) };
  return network.host === undefined ? say('deposit.networkOut', values) : say('deposit.network', { ...values, host: outside(network.host, 60) });
}

export function addressButtons(say: Say, { address, tag }: DepositPlace): Buttons {
  return [
    [{ label: say('deposit.copyAddress').text, copyText: address }],
    ...(tag === undefined ? [] : [[{ label: say('deposit.copyTag').text, copyText: tag }]]),
  ];
}
