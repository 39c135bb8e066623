// Reads a beneficiary (API.txt, Models: Beneficiary; PROTOCOL.md section 3, shapes).
import type { Beneficiary } from '../../model/payments/beneficiary.js';
import { asObject, field, isObject, optionalText, present, text, type WireObject } from './fields.js';
import { parseLossless } from './losslessText.js';

/** The document numbers the states; its family names them. */
const numberedStates: Readonly<Record<string, string>> = { '0': 'pending', '1': 'active', '2': 'archived' };

/** @throws ProtocolError when id, currency or state is missing. */
export function readBeneficiary(value: unknown): Beneficiary {
  const from = asObject(value, 'beneficiary');
  const state = text(from, 'beneficiary', 'state').toLowerCase();
  const id = text(from, 'beneficiary', 'id', 'uuid');
  return {
    id,
    currency: text(from, 'beneficiary', 'currency', 'currency_id').toLowerCase(),
    name: optionalText(from, 'name') ?? id,
    data: readData(field(from, 'data')),
    state: Object.hasOwn(numberedStates, state) ? (numberedStates[state] ?? state) : state,
    ...present({ description: optionalText(from, 'description') }),
  };
}

/** An object, the same as JSON text, or a bare address. */
function readData(data: unknown): Readonly<Record<string, string>> {
  if (isObject(data)) return flatten(data);
  if (typeof data !== 'string' || data === '') return {};
  try {
    const parsed = parseLossless(data);
    return isObject(parsed) ? flatten(parsed) : { address: data };
  } catch {
    return { address: data };
  }
}

const flatten = (data: WireObject): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.keys(data).flatMap((key) => {
    const value = optionalText(data, key);
    return value === undefined ? [] : [[key, value]];
  }));
