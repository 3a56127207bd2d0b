export default {
  frame: {
    page: 'Page {{page}} of {{pages}}',
  },
} as const
