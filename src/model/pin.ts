// What looking at a typed PIN came to.

export type PinVerdict =
  | { readonly kind: 'right' }
  /** `left`: how many more tries there are before it is blocked. */
  | { readonly kind: 'wrong'; readonly left: number }
  /** `until`: ms since 1970; until then no PIN is looked at. */
  | { readonly kind: 'blocked'; readonly until: number }
  /** The user has set none. */
  | { readonly kind: 'none' };
