// The record check of the stores that tests open, under a master key of no worth.
import { createRecordCheck } from '../../src/security/recordCheck.js';

export const recordKey = Buffer.alloc(32, 7);
export const recordCheck = createRecordCheck(recordKey);
