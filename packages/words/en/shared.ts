// What pages of the server and apps in the browser both say.
export default {
  money: {
    tokens_one: '{{count}} token',
    tokens_other: '{{count}} tokens',
    // As `tokens`, where the figure is written already: with a sign, or with its decimal mark in a column.
    written_one: '{{figure}} token',
    written_other: '{{figure}} tokens',
    // An amount in a line of text, on a page, and as the one figure that a page is about.
    amount_one: '{{tokens}} token · {{money}}',
    amount_other: '{{tokens}} tokens · {{money}}',
    shown_one: '{{tokens}} token <dim>· {{money}}</dim>',
    shown_other: '{{tokens}} tokens <dim>· {{money}}</dim>',
    big_one: '<figure>{{tokens}}</figure> <rest><strong>token</strong> <dim>· {{money}}</dim></rest>',
    big_other: '<figure>{{tokens}}</figure> <rest><strong>tokens</strong> <dim>· {{money}}</dim></rest>',
    // Heads of columns.
    tokensHead: 'Tokens',
    moneyHead: 'Money',
    wallet: '{{currency}} wallet',
    currency: { USD: 'US dollar', EUR: 'Euro', GBP: 'Pound', JPY: 'Yen' },
  },
  time: {
    full: '{{date}}, {{time}}',
    // Heads of the days of a list.
    day: { today: 'Today', yesterday: 'Yesterday', other: '{{weekday}}, {{date}}' },
    // When something was.
    ago: { today: 'today {{time}}', yesterday: 'yesterday {{time}}' },
    // After the word “until”.
    until: { today: 'today, {{time}}', tomorrow: 'tomorrow, {{time}}', weekday: '{{weekday}}, {{time}}' },
    // When something begins anew; `today` and `tomorrow` are those of `until`.
    renews: 'on {{day}}, {{time}}',
    left: {
      ended: 'ended',
      minutes_one: '{{count}} minute left',
      minutes_other: '{{count}} minutes left',
      hours_one: '{{count}} hour left',
      hours_other: '{{count}} hours left',
      days_one: '{{count}} day left',
      days_other: '{{count}} days left',
    },
  },
  // Why something could not be done: what happened, and what to do now. What it means for the money is said between the two.
  trouble: {
    unreachable: { happened: 'The provider did not answer.', next: 'Check the connection, then try again.' },
    internal: { happened: 'The provider failed.', next: 'Try again in a moment.' },
    outcome_unknown: {
      happened: 'The provider does not know yet how it ended.',
      next: 'Try again in a moment.',
    },
    overloaded: { happened: 'The provider is too busy at the moment.', next: 'Try again in a moment.' },
    quota_exceeded: { happened: 'That was too often in a short time.', next: 'Wait a minute, then try again.' },
    wrong_origin: {
      happened: 'The request did not come from the provider’s own page.',
      next: 'Reload this page and try again.',
    },
    password_wrong: { happened: 'This is not your password.', next: 'Try again.' },
    window_closed: {
      happened: 'You signed in too long ago for this.',
      next: 'Sign in again: what you typed is here when you come back.',
    },
    signed_out: {
      happened: 'You are signed out.',
      next: 'Sign in again: what you typed is here when you come back.',
    },
    fresh_login_needed: {
      happened: 'This needs that you show once more that it is you.',
      next: 'Show your second factor here: what you typed stays.',
    },
    factor_wrong: {
      happened: 'This does not prove that it is you.',
      next: 'A code is good once: wait for the next one.',
    },
    email_unverified: {
      happened: 'Your e-mail address is not confirmed yet.',
      next: 'Open the message we sent you, then try again.',
    },
    voucher_unknown: {
      happened: 'There is no voucher with this number.',
      next: 'Compare it with the voucher, group by group.',
    },
    voucher_used: {
      happened: 'This voucher was used before.',
      next: 'If you did not use it, ask whoever gave it to you.',
    },
    voucher_expired: {
      happened: 'This voucher is past its date.',
      next: 'Ask whoever gave it to you for another one.',
    },
    licence_ended: { happened: 'This licence has ended.', next: 'You can buy it again at the vendor.' },
    already_ended: {
      happened: 'This purchase has ended since the page was loaded.',
      next: 'What you see now is its present state.',
    },
    hold_expired: {
      happened: 'The hold ran out before this.',
      next: 'The payer gets the tokens back; ask for a new purchase.',
    },
    not_authorized: { happened: 'The payer has not approved this purchase.', next: 'Wait for the approval.' },
    terms_ended: {
      happened: 'The licence would be over before it could be opened.',
      next: 'Void the hold: the payer gets the tokens back.',
    },
    amount_above_hold: {
      happened: 'That is more than is held.',
      next: 'Take the amount that is held, or less.',
    },
    amount_above_captured: {
      happened: 'That is more than is left to refund.',
      next: 'Refund what is left, or less.',
    },
    not_found: {
      happened: 'There is nothing under this address.',
      next: 'It may be another account’s; check who is signed in.',
    },
    account_blocked: {
      happened: 'Your account is blocked.',
      next: 'Call or write to the provider: they tell you why, and what opens it again.',
    },
    not_a_member: {
      happened: 'You are not in this vendor’s team.',
      next: 'Ask one of the team to add you.',
    },
    conflict: { happened: 'This was already decided.', next: 'Reload the page to see how.' },
  },
  // What is said of what was tried, beside a trouble.
  /** The second factor, shown in place. */
  freshLogin: {
    code: 'Code of your authenticator app',
    confirm: 'Confirm',
    usePasskey: 'Use a passkey',
    wrong: 'This does not prove that it is you. A code is good once: wait for the next one.',
    failed: 'That did not work. Try again in a moment.',
    shown: 'Confirmed. Press the button again.',
  },
  tried: {
    unclear: 'It may have gone through; sent again, it counts once.',
    looked: 'Looking moves no money.',
    stale: 'What you see may be out of date.',
    notOpened: 'It did not open, and no view was counted.',
    support: 'If it stays so, tell support the number {{number}}.',
    again: 'Try again',
    signInAgain: 'Sign in again',
  },
  // States of a purchase, as a tag.
  state: {
    requested: 'asked for',
    authorized: 'held',
    captured: 'captured',
    voided: 'voided',
    expired: 'expired',
    declined: 'declined',
    refunded: 'refunded',
    partly_refunded: 'partly refunded',
    // With the reason.
    why: '{{state}}: {{why}}',
    test: 'test: no real tokens',
  },
  parts: {
    title: '{{page}} · Farthing',
    skip: 'Skip to content',
    loading: 'Loading',
    fetching: 'Fetching',
    zone: 'Days and times are those of <bold>{{zone}}</bold>. <link>Change<vh> the time zone</vh></link>',
    noScript: {
      title: 'This page needs script',
      text: 'Buying works without it; your wallet, the console and the desk do not.',
    },
  },
  account: {
    unknown: 'Account',
    signedIn: 'Signed in',
    wallet: 'Wallet',
    security: 'Security',
    profile: 'Profile',
    console: '{{vendor}}, console',
    signOut: 'Sign out',
  },
  // Who has what of a purchase.
  split: {
    label: 'Who got what, table',
    party: 'Party',
    partyAndRole: '{{name}}<dim>, {{role}}</dim>',
    paid: 'Paid',
    givenBack: 'Given back',
    now: 'Now',
    together: 'Together',
  },
  nowhere: {
    title: 'Nothing here',
    none: 'There is no page under this address',
    why: 'The link may be old, or a letter is missing.',
    toConsole: 'Go to the console',
    toDesk: 'Go to the front of the desk',
    toWallet: 'Go to your wallet',
    broken: 'This page could not be shown',
  },
} as const
