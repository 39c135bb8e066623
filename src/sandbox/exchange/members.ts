// The users of the exchange and their API keys.
import { decimal } from './decimals.js';
import type { FeeRates } from './trading/order.js';
import { hexDigits, wholeBetween, type Random } from './random.js';

const MAX_MEMBERS = 10_000;

/** What a user may do; the state of the user and not of one key. */
export interface Permissions {
  /** False: authz.invalid_session. */
  active: boolean;
  /** False: authz.disabled_2fa. */
  twoFactor: boolean;
  /** False: 403 market.trade.not_permitted, reading included. */
  trading: boolean;
  /** False: 403 account.deposit.not_permitted. */
  deposits: boolean;
  /** False: 403 account.withdraw.not_permitted, beneficiaries included. */
  withdrawals: boolean;
}

export interface Member {
  uid: string;
  fees: FeeRates;
  permissions: Permissions;
  /** One-time passwords used so far: each works once. */
  usedOtps: Set<string>;
  /** Currencies whose deposit address was asked for, with the address once it exists. */
  addresses: Map<string, string | null>;
}

export interface ApiKey {
  apiKey: string;
  secret: string;
  active: boolean;
  member: Member;
}

/** The members by uid and by key. */
export class Members {
  readonly #members = new Map<string, Member>();
  readonly #keys = new Map<string, ApiKey>();

  constructor(private readonly random: Random) {}

  /** A new member with one active key: 16 and 32 hexadecimal digits. Fees default to 0.1 % maker, 0.2 % taker. */
  create(fees: { maker?: string | undefined; taker?: string | undefined } = {}): ApiKey {
    if (this.#members.size >= MAX_MEMBERS) throw new Error(`more than ${MAX_MEMBERS} members`);
    const member: Member = {
      uid: `ID${hexDigits(this.random, 10).toUpperCase()}`,
      fees: { maker: decimal(fees.maker ?? '0.001'), taker: decimal(fees.taker ?? '0.002') },
      permissions: { active: true, twoFactor: true, trading: true, deposits: true, withdrawals: true },
      usedOtps: new Set(), addresses: new Map(),
    };
    const key = { apiKey: hexDigits(this.random, 16), secret: hexDigits(this.random, 32), active: true, member };
    this.#members.set(member.uid, member);
    this.#keys.set(key.apiKey, key);
    return key;
  }

  byKey(apiKey: string): ApiKey | null {
    return this.#keys.get(apiKey) ?? null;
  }

  has(uid: string): boolean {
    return this.#members.has(uid);
  }

  /** The member with that uid; throws for an unknown one. */
  get(uid: string): Member {
    const member = this.#members.get(uid);
    if (member === undefined) throw new Error(`no member ${uid}`);
    return member;
  }

  /** A six-digit code, as the exchange mails for a new beneficiary. */
  pin(): string {
    return String(wholeBetween(this.random, 100000, 999999));
  }
}
