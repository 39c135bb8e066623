// getMe: who the bot is.
import type { Method } from './method.js';

export const getMe: Method = {
  name: 'getMe',
  answer: (_call, state) => ({
    result: {
      ...state.bot,
      can_join_groups: true,
      can_read_all_group_messages: false,
      supports_inline_queries: true,
      can_connect_to_business: false,
      has_main_web_app: false,
    },
  }),
};
