// GET /account/deposits/{txid}: one blockchain deposit (API.txt, Deposit history by txid).
import type { Endpoint } from '../../endpoint.js';
import type { Deposit } from '../../../model/payments/deposit.js';
import { readDeposit } from '../../wire/deposit.js';
import { pathPart } from '../../transport/request.js';

export interface DepositByTxidInput {
  readonly txid: string;
}

export const depositByTxid: Endpoint<DepositByTxidInput, Deposit> = {
  name: 'depositByTxid', method: 'GET', access: 'signed', effect: 'read',
  path: ({ txid }) => `/account/deposits/${pathPart(txid)}`,
  parse: readDeposit,
};
