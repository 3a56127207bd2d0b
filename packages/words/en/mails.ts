// Mails. A mail has its text twice: as plain text, where addresses stand on lines of their own, and as HTML, where they
// are links. Nothing that a stranger wrote stands in a mail to somebody else.
export default {
  frame: {
    hello: 'Hello,',
    /** Whose mail it is, and where they are. */
    from: '{{provider}} · {{site}}',
    fromLinked: '{{provider}} · <link>{{site}}</link>',
  },
  /** Proves an address. */
  code: {
    subject: '{{digits}} is your code for {{provider}}',
    text: 'your code is {{digits}}. Type it on the page that you left open, or open this link there:',
    body: 'your code is <strong>{{digits}}</strong>. Type it on the page that you left open, or <link>open this link</link> there.',
    end: 'It is good for 30 minutes. If you did not open a wallet, leave this mail alone: nothing was opened.',
  },
  /** To somebody who forgot their password. */
  reset: {
    subject: 'Choose a new password for {{provider}}',
    text: 'somebody, most likely you, asked for a new password for the wallet with this address. Open this link and choose one:',
    body: 'somebody, most likely you, asked for a new password for the wallet with this address. <link>Choose a new password</link>.',
    code: 'Or type the code <strong>{{digits}}</strong> on the page that you left open. Link and code are good for 30 minutes and for one use. Give them to nobody: we never ask for them.',
    codeText:
      'Or type the code {{digits}} on the page that you left open. Link and code are good for 30 minutes and for one use. Give them to nobody: we never ask for them.',
    end: 'If it was not you, leave this mail alone: your password stays as it is.',
  },
  /** To an address that nobody has a wallet with, where a new password was asked for. */
  nobody: {
    subject: 'You have no wallet with this address at {{provider}}',
    lead: 'somebody, most likely you, asked for a new password. There is no wallet with this address, and nothing was changed.',
    signUpText: 'If you began to open one, the mail with its code came before this one. Or open one here:',
    againText: 'If you have a wallet with another address, ask again with that one:',
    body: 'If you began to open one, the mail with its code came before this one. Or <open>open one</open>. If you have a wallet with another address, <again>ask again with that one</again>.',
  },
  /** To somebody who has a wallet and signs up again. */
  known: {
    subject: 'You have a wallet at {{provider}} already',
    text: 'somebody, most likely you, asked to open a wallet with this address. There is one already, and nothing was changed. Sign in here:',
    body: 'somebody, most likely you, asked to open a wallet with this address. There is one already, and nothing was changed. <link>Sign in here</link>.',
  },
  /** To somebody who is to work here. */
  invitation: {
    subject: 'You are invited to work at {{provider}}',
    text: 'you are invited to work at the desk of {{provider}}. Open this link, choose a password and set up a second factor:',
    body: 'you are invited to work at the desk of {{provider}}. <link>Open this link</link>, choose a password and set up a second factor.',
    end: 'The link is good for 7 days and for one use. Give it to nobody. If you do not know what this is about, leave this mail alone.',
  },
  /** How somebody signs in was changed, or somebody tries to get past it. */
  factors: {
    addedSubject: 'A second factor was added to your sign-in at {{provider}}',
    added: 'On {{when}} a second factor was added to your sign-in at {{provider}}: {{label}}.',
    removedSubject: 'A second factor was removed from your sign-in at {{provider}}',
    removed: 'On {{when}} a second factor was removed from your sign-in at {{provider}}: {{label}}.',
    replacedSubject: 'Your sign-in at {{provider}} was set up',
    replaced:
      'On {{when}} your sign-in at {{provider}} was set up with a new password and a new second factor: {{label}}. Those before, if there were any, are worth nothing now.',
    recoveryNewSubject: 'New recovery codes for {{provider}}',
    recoveryNew:
      'On {{when}} new recovery codes were made for your sign-in at {{provider}}. Those before are worth nothing now.',
    recoveryUsedSubject: 'A recovery code was used at {{provider}}',
    recoveryUsed_one:
      'On {{when}} one of your recovery codes was used to sign in at {{provider}}. {{count}} code is left.',
    recoveryUsed_other:
      'On {{when}} one of your recovery codes was used to sign in at {{provider}}. {{count}} codes are left.',
    guessedSubject: 'Somebody knows your password for {{provider}}',
    guessed:
      'On {{when}} somebody signed in at {{provider}} with your password, and then gave wrong codes until they were stopped. They did not get in.',
    notYou:
      'If it was not you, somebody else can use your sign-in: change your password now, look at your second factors, and tell us.',
    changePassword: 'If it was not you, change your password now.',
  },
  /** The link with which a caller opens an account. */
  opening: {
    subject: 'Open your wallet at {{provider}}',
    text: 'you asked the desk of {{provider}} to open a wallet for you. Open this link and choose a password:',
    body: 'you asked the desk of {{provider}} to open a wallet for you. <link>Choose a password</link>, and it is open.',
    end_one:
      'The link works once, for {{count}} day. If you did not ask for it, leave this mail alone: nothing was opened.',
    end_other:
      'The link works once, for {{count}} days. If you did not ask for it, leave this mail alone: nothing was opened.',
  },
  /** To somebody who has a wallet, and for whom the desk was asked to open one. */
  knownAtDesk: {
    subject: 'You have a wallet at {{provider}} already',
    text: 'somebody, most likely you, asked the desk of {{provider}} to open a wallet with this address. There is one already, and nothing was changed. Sign in here:',
    body: 'somebody, most likely you, asked the desk of {{provider}} to open a wallet with this address. There is one already, and nothing was changed. <link>Sign in here</link>.',
  },
  /** A code that somebody on the telephone reads to the desk. The code stands inside alone: subjects show on locked screens. */
  callerCode: {
    subject: 'Your code for the desk of {{provider}}',
    text: 'somebody called the desk of {{provider}} about your wallet. If you are on the telephone with them now, read them this code: {{code}}',
    body: 'somebody called the desk of {{provider}} about your wallet. If you are on the telephone with them now, read them this code: <strong>{{code}}</strong>',
    warning:
      'It is good for 10 minutes. If you did not call, somebody else says that they are you: tell nobody the code, and write to us.',
  },
} as const
