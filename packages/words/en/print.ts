export default {
  frame: {
    page: 'Page {{page}} of {{pages}}',
  },
  letter: {
    title: 'Your wallet at {{provider}}',
    opened:
      'You asked us to open a wallet for you. It is open. With the code below you choose a password, once; then you sign in with your number and that password.',
    how: 'Open {{url}} and type the code. If you have no computer at hand, ask somebody you trust, or call us.',
    number: 'Your number',
    code: 'Your code',
    good: 'The code works once, until {{until}}. Tell it to nobody: we never ask for it.',
    unasked: 'If you did not ask for a wallet, throw this letter away: without the code nobody can use it.',
  },
} as const
