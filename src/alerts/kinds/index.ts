// The alert kinds there are, by name; a new kind is a file of its own and a line here.
import { priceCrosses } from './priceCrosses.js';

export const alertKinds = { priceCrosses } as const;
