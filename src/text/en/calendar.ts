// English sentences: months, dates and spans of time. Weekdays stand with the schedules, which name them too.

export const calendar = {
  'month.jan': 'Jan',
  'month.feb': 'Feb',
  'month.mar': 'Mar',
  'month.apr': 'Apr',
  'month.may': 'May',
  'month.jun': 'Jun',
  'month.jul': 'Jul',
  'month.aug': 'Aug',
  'month.sep': 'Sept',
  'month.oct': 'Oct',
  'month.nov': 'Nov',
  'month.dec': 'Dec',
  'date.day': '{day} {month}',
  'date.year': '{day} {month} {year}',
  'date.full': '{weekday} {day} {month} {year}',
  'duration.seconds': '{count} s',
  'duration.minutes': '{count} min',
  'duration.hours': '{count} h',
  'duration.days': '{count} days',
} as const;
