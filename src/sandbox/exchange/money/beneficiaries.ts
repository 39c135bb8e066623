// Where a user may withdraw to: pending until the mailed pin is given back, then active, archived when deleted.
import { notFound, refusal } from '../rest/apiError.js';
import { isoTime } from '../times.js';

export interface Beneficiary {
  id: number;
  uid: string;
  currency: string;
  name: string;
  description: string | null;
  data: Record<string, unknown>;
  state: 'pending' | 'active' | 'archived';
  pin: string;
  sentAt: number;
}

type NewBeneficiary = Pick<Beneficiary, 'uid' | 'currency' | 'name' | 'description' | 'data' | 'pin' | 'sentAt'>;

const FIRST_BENEFICIARY_ID = 871;
const MAX_BENEFICIARIES = 10_000;

/** All beneficiaries, at most 10 000. */
export class Beneficiaries {
  readonly #all = new Map<number, Beneficiary>();
  #nextId = FIRST_BENEFICIARY_ID;

  /** A pending beneficiary; the same address twice in one currency is refused. */
  add(details: NewBeneficiary): Beneficiary {
    const { uid, currency, data } = details;
    const same = this.ofUser(uid).find((one) => one.currency === currency && destination(one.data) === destination(data));
    if (same !== undefined) throw refusal('account.beneficiary.duplicate_address');
    if (this.#all.size >= MAX_BENEFICIARIES) throw refusal('account.beneficiary.failed_to_create');
    const beneficiary: Beneficiary = { ...details, id: this.#nextId++, state: 'pending' };
    this.#all.set(beneficiary.id, beneficiary);
    return beneficiary;
  }

  /** Makes a pending beneficiary active when the pin is right. */
  activate(uid: string, id: number, pin: string): Beneficiary {
    const beneficiary = this.get(uid, id);
    if (beneficiary.state !== 'pending') throw refusal('account.beneficiary.cant_activate');
    if (beneficiary.pin !== pin) throw refusal('account.beneficiary.invalid_pin');
    beneficiary.state = 'active';
    return beneficiary;
  }

  /** Archives a beneficiary: from now on it is not found. */
  archive(uid: string, id: number): void {
    this.get(uid, id).state = 'archived';
  }

  /** A user's beneficiary, or the 404. */
  get(uid: string, id: number): Beneficiary {
    const beneficiary = this.#all.get(id);
    if (beneficiary?.uid !== uid || beneficiary.state === 'archived') throw notFound();
    return beneficiary;
  }

  /** Gives it other data, as its owner, or whoever has his password, does on the exchange's page. */
  change(id: number, data: Record<string, unknown>): void {
    const beneficiary = this.#all.get(id);
    if (beneficiary === undefined) throw new Error(`no beneficiary ${id}`);
    beneficiary.data = data;
  }

  /** The pin that was mailed for a beneficiary. */
  pinOf(id: number): string {
    const beneficiary = this.#all.get(id);
    if (beneficiary === undefined) throw new Error(`no beneficiary ${id}`);
    return beneficiary.pin;
  }

  /** A user's beneficiaries that are not archived, oldest first. */
  ofUser(uid: string): Beneficiary[] {
    return [...this.#all.values()].filter((one) => one.uid === uid && one.state !== 'archived');
  }
}

/** The address or account a beneficiary stands for. */
export function destination(data: Record<string, unknown>): string {
  const value = data['address'] ?? data['account_number'];
  return typeof value === 'string' ? value : '';
}

/** One beneficiary as the REST answers show it; a bank account number is masked (PROTOCOL.md section 3, shapes). */
export function beneficiaryBody(beneficiary: Beneficiary): Record<string, unknown> {
  const { id, currency, name, description, data, state, sentAt } = beneficiary;
  const account = data['account_number'];
  const shown = typeof account === 'string' ? { ...data, account_number: masked(account) } : data;
  return { id, currency, name, description, data: shown, state, sent_at: isoTime(sentAt) };
}

function masked(account: string): string {
  return account.length < 7 ? account : `${account.slice(0, 2)}***${account.slice(-4)}`;
}
