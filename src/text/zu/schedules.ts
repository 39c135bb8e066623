// isiZulu sentences: scheduled summaries.
import type { Language } from '../index.js';

export const schedules: Language = {
  'schedule.day': 'nsuku zonke ngo-{time} ({zone})',
  'schedule.week': 'njalo ngeviki, {weekday} ngo-{time} ({zone})',
  'schedule.set': 'Ngizothumela isifinyezo samabhalansi akho {when}. Esilandelayo: {next}.',
  'schedule.show': 'Isifinyezo samabhalansi akho siza {when}. Esilandelayo: {next}.\nUkuze usimise: [`/schedule off`]',
  'schedule.none': 'Asikho isifinyezo esihleliwe.',
  'summaries.isOff': '🔕 Izifinyezo zivaliwe kuzilungiselelo zakho: asikho esizokufinyelela.',
  'summaries.switchOn': 'Vula izifinyezo',
  'schedule.off': 'Azisekho izifinyezo ezihleliwe.',
  'schedule.noTime': 'Ngasiphi isikhathi sosuku? Sibhale kanje: 08:00.',
  'schedule.noDay': 'Ngaluphi usuku lweviki? Bhala mon, tue, wed, thu, fri, sat noma sun.',
  'schedule.badTime': '"{time}" akusona isikhathi sosuku. Sibhale kanje: 08:00.',
  'schedule.badDay': '"{day}" akulona usuku lweviki. Bhala mon, tue, wed, thu, fri, sat noma sun.',
  'schedule.badWords': 'Angikuqondi okuthi "{words}".',
  'weekday.mon': 'uMsombuluko',
  'weekday.tue': 'uLwesibili',
  'weekday.wed': 'uLwesithathu',
  'weekday.thu': 'uLwesine',
  'weekday.fri': 'uLwesihlanu',
  'weekday.sat': 'uMgqibelo',
  'weekday.sun': 'iSonto',
};
