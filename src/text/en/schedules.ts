// English sentences: scheduled summaries.

export const schedules = {
  'schedule.day': 'every day at {time} ({zone})',
  'schedule.week': 'every {weekday} at {time} ({zone})',
  'schedule.set': 'I will send your balance summary {when}. Next: {next}.',
  'schedule.show': 'Your balance summary comes {when}. Next: {next}.\nTo stop it: [`/schedule off`]',
  'schedule.none': 'No summary is scheduled.',
  'summaries.isOff': '🔕 Summaries are switched off in your settings: none of them reaches you.',
  'summaries.switchOn': 'Switch summaries on',
  'schedule.off': 'No more scheduled summaries.',
  'schedule.noTime': 'At what time of day? Write it as 08:00.',
  'schedule.noDay': 'On which day of the week? Write mon, tue, wed, thu, fri, sat or sun.',
  'schedule.badTime': '"{time}" is not a time of day. Write it as 08:00.',
  'schedule.badDay': '"{day}" is not a day of the week. Write mon, tue, wed, thu, fri, sat or sun.',
  'schedule.badWords': 'I do not understand "{words}".',
  'weekday.mon': 'Monday',
  'weekday.tue': 'Tuesday',
  'weekday.wed': 'Wednesday',
  'weekday.thu': 'Thursday',
  'weekday.fri': 'Friday',
  'weekday.sat': 'Saturday',
  'weekday.sun': 'Sunday',
} as const;
