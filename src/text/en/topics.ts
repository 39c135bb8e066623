// English sentences: /help by topic; the words of a topic are what can be written after /help, in lower case.

export const topics = {
  'usage.topic': 'topic',
  'help.overview': '[*What I can do*]\nTap a topic, or write [`/help trade`]. [`/help buy`] tells all about one command.',
  'help.all': 'Everything',
  'help.names': '{title}  {names}',
  'help.words.start': 'begin, basics',
  'help.words.market': 'market',
  'help.words.trade': 'trade, trading',
  'help.words.account': 'account',
  'help.words.money': 'money',
  'help.words.notify': 'notifications, summaries',
  'help.words.settings': 'setup',
} as const;
