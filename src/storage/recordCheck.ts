// What proves that a file of the store was written by this program, and for that very place. It is made of the master key, in security/.

/** The MAC of a content at its place, and the name of the key it was made with. */
export interface Mac {
  /** 8 hex digits that name a master key; they say nothing of it. */
  readonly keyId: string;
  /** 64 hex digits. */
  readonly mac: string;
}

/** `unknownKey`: made with a key that was not given, so that nothing can be said of the content. */
export type MacVerdict = 'fits' | 'wrong' | 'unknownKey';

export interface RecordCheck {
  /** Names the master key of today, with which every MAC is made. */
  readonly keyId: string;
  /** `place` is what the content belongs to, such as "record|7"; no place has a line break in it. 64 hex digits. */
  macOf(place: string, content: string): string;
  /** Whether this content was made for this place, by any of the keys given. */
  judge(made: Mac, place: string, content: string): MacVerdict;
}
