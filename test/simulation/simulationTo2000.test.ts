// Another thousand worlds, beside the first, so that two cores share them.
import { test } from '@jest/globals';
import { checkSeeds, seedsLimitMs } from './checkSeeds.js';

test('seeds 1001 to 2000: sent at most once, all told, nothing acknowledged lost, no false alarm', () => checkSeeds(1001, 1000), seedsLimitMs);
