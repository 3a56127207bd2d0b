export default {
  frame: {
    page: 'Page {{page}} of {{pages}}',
  },
  letter: {
    title: 'Your wallet at {{provider}}',
    opened:
      'Your wallet is open. With the code below you choose a password, once; then you sign in with your number and that password.',
    how: 'Open {{url}} and type the code. If you cannot, call us.',
    number: 'Your number',
    code: 'Your code',
    good: 'The code works once, until {{until}}. Tell it to nobody: we never ask for it.',
    unasked: 'If you did not ask for this letter, tell us, and throw it away.',
  },
} as const
