// What a run of seeds must have had to prove anything: every kind of fault of the storm, often, and deposits that none of them touched.
import type { Tally } from './tally.js';

/** How many seeds `npm test` plays, from 1 on; `npm run faults -- --rest` plays those after them. */
export const seedsOfTests = 400;

const storm = ['kills', 'powerLosses', 'write.answerLost', 'write.acceptedLate', 'write.fiveHundredDone', 'chat.deliveredThenTimeOut', 'doubleTaps', 'diskFull', 'diskFailing', 'framesLost', 'silentChanges', 'depositsTimed'];

/** Kinds that struck 25 times in a thousand seeds or less. */
export const rareKinds = (tally: Tally, seeds: number): readonly string[] => storm.filter((kind) => tally.of(kind) * 1000 <= seeds * 25);
