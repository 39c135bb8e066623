// Every setting, in the order of the list.
import { ceiling } from './ceiling.js';
import { dust } from './dust.js';
import { language } from './language.js';
import { lightning } from './lightning.js';
import { market } from './market.js';
import { move } from './move.js';
import { notify } from './notify.js';
import { quiet } from './quiet.js';
import type { Setting } from './setting.js';
import { slippage } from './slippage.js';
import { summaryTime } from './summaryTime.js';
import { timezone } from './timezone.js';

export const settingList: readonly Setting[] = [timezone, language, market, ceiling, lightning, slippage, move, dust, notify, quiet, summaryTime];
