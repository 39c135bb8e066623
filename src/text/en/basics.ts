// English sentences: greetings, help, errors, settings.

export const basics = {
  'error.sorry': 'Sorry, that went wrong on my side. Nothing was sent to the exchange by it. If you report it, mention [`{reference}`].',
} as const;
