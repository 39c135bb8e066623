// The line that says how late a message comes.
import type { Rich } from '../model/message.js';
import { showDuration } from '../text/format.js';
import type { RenderContext } from './kind.js';

/** "This comes 12 min late." as a list of no or one line. */
export function lateLine({ say, lateMs }: RenderContext): readonly Rich[] {
  return lateMs === undefined ? [] : [say('push.late', { late: showDuration(say, lateMs) })];
}
