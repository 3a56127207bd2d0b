// Pages that the server draws.
export default {
  frame: {
    title: '{{title}} · Farthing',
  },
  signIn: {
    title: 'Sign in',
    newHere: 'New here? <link>Open a wallet</link>. It is free and empty until you fill it.',
  },
} as const
