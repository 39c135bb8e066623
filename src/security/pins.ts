// The users' PINs: set, removed and checked. A try is counted durably before it is looked at, so neither a restart nor guesses at once give more of them.
//
//   check: one change {try counted, blocked if it is the last of its round} -> scrypt -> right: one change {count back to none}
import type { Clock } from '../model/clock.js';
import { UserError } from '../model/errors.js';
import type { UserId } from '../model/message.js';
import { isPin, pinBlocksMs, pinTriesPerRound, type PinVerdict } from '../model/pin.js';
import type { Pin, UserRecord } from '../model/user.js';
import { hashPin, isSameHash, pinSaltBytes } from './pin.js';
import { pinPlace } from './sealedPlaces.js';
import type { KeySeal, SealContext } from './sealKeys.js';
import { changed, type Change, type Store } from '../storage/store.js';

export interface Pins {
  /**
   * Sets or replaces the PIN and forgets wrong tries; durable.
   * @throws RangeError for what is no PIN or a user without a record; UserError('lock.noSettings') while the account is locked
   */
  set(userId: UserId, digits: string): Promise<void>;
  /** Durable; nothing happens where there is none. */
  remove(userId: UserId): Promise<void>;
  /**
   * Whether this is the PIN. A try that is cut off by a crash counts as wrong.
   * @throws SealError for a PIN sealed under another master key; what Store.update throws, and then nothing was looked at
   */
  check(userId: UserId, digits: string): Promise<PinVerdict>;
}

export interface PinsDeps {
  readonly store: Store;
  readonly seal: Pick<KeySeal, 'seal' | 'open'>;
  readonly clock: Clock;
  randomBytes(count: number): Buffer;
}

export function createPins(deps: PinsDeps): Pins {
  const { store, seal, clock } = deps;
  const place = (userId: UserId): SealContext => ({ userId, ...pinPlace });

  async function matches(userId: UserId, pin: Pin, digits: string): Promise<boolean> {
    const kept = Buffer.from(seal.open(pin.hash, place(userId)), 'base64url');
    return isSameHash(await hashPin(digits, Buffer.from(pin.salt, 'base64url')), kept);
  }

  return {
    async set(userId, digits) {
      if (!isPin(digits)) throw new RangeError('not a PIN');
      const salt = deps.randomBytes(pinSaltBytes);
      const hash = seal.seal((await hashPin(digits, salt)).toString('base64url'), place(userId));
      const pin: Pin = { hash, salt: salt.toString('base64url'), wrong: 0, setAt: clock.now() };
      // The lock may have come while the hash was made: a PIN that is not the owner's would then keep them out.
      await store.update(userId, (record) => {
        if (record.lock !== undefined) throw new UserError('lock.noSettings');
        return changed({ ...record, pin });
      });
    },
    remove: (userId) => store.update(userId, (record) => changed(withoutPin(record))),
    async check(userId, digits) {
      const claim = await store.update(userId, (record) => claimTry(record, clock.now()));
      if (claim.kind !== 'claimed') return claim;
      if (!isPin(digits) || !(await matches(userId, claim.pin, digits))) return claim.ifWrong;
      await store.update(userId, (record) => changed(forgetTries(record, claim.pin)));
      return { kind: 'right' };
    },
  };
}

/** The record without a PIN; the same record where there is none. */
export function withoutPin(record: UserRecord): UserRecord {
  const { pin, ...rest } = record;
  return pin === undefined ? record : rest;
}

type Claim =
  | { readonly kind: 'claimed'; readonly pin: Pin; readonly ifWrong: Extract<PinVerdict, { kind: 'wrong' | 'blocked' }> }
  | Extract<PinVerdict, { kind: 'none' | 'blocked' }>;

/** Takes one try as if it were wrong; pure. `now` is ms since 1970. */
function claimTry(record: UserRecord, now: number): Change<Claim> {
  const { pin } = record;
  if (pin === undefined) return { record, result: { kind: 'none' } };
  if (pin.blockedUntil !== undefined && now < pin.blockedUntil) return { record, result: { kind: 'blocked', until: pin.blockedUntil } };
  const open = unblocked(pin);
  const wrong = pin.wrong + 1;
  const left = pinTriesPerRound - (wrong % pinTriesPerRound);
  if (left < pinTriesPerRound) return { record: { ...record, pin: { ...open, wrong } }, result: { kind: 'claimed', pin, ifWrong: { kind: 'wrong', left } } };
  const until = now + (pinBlocksMs[Math.min(wrong / pinTriesPerRound, pinBlocksMs.length) - 1] ?? 0);
  return { record: { ...record, pin: { ...open, wrong, blockedUntil: until } }, result: { kind: 'claimed', pin, ifWrong: { kind: 'blocked', until } } };
}

/** A right try opens everything again, unless another PIN was set meanwhile. */
function forgetTries(record: UserRecord, checked: Pin): UserRecord {
  if (record.pin?.hash !== checked.hash) return record;
  return { ...record, pin: { ...unblocked(record.pin), wrong: 0 } };
}

function unblocked({ blockedUntil: _blockedUntil, ...pin }: Pin): Pin {
  return pin;
}
