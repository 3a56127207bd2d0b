// What pages of the server and apps in the browser both say.
export default {
  money: {
    tokens_one: '{{count}} token',
    tokens_other: '{{count}} tokens',
  },
} as const
