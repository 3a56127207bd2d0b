// What the server says in pages, mails and answers alike; no browser loads it.
export default {
  money: {
    /** A large figure, and its unit beside it. */
    figureAndUnit_one: '<figure>{{count}}</figure> <unit>token</unit>',
    figureAndUnit_other: '<figure>{{count}}</figure> <unit>tokens</unit>',
    /** `−€1.50`; the sign is empty or a minus. */
    amount: '{{sign}}{{symbol}}{{figure}}',
  },
  /** Stands within sentences. `day` is a weekday or a date; where one of these says it, neither. */
  day: {
    today: 'today',
    tomorrow: 'tomorrow',
    yesterday: 'yesterday',
    on: 'on {{day}}',
    at: 'at {{time}}',
    onAt: '{{onDay}} at {{time}}',
    utc: '{{moment}} UTC',
    withTime: '{{day}}, {{time}}',
  },
  /** How long something takes, or is left. */
  span: {
    seconds_one: '{{count}} second',
    seconds_other: '{{count}} seconds',
    underAMinute: 'less than a minute',
    minutes_one: '{{count}} minute',
    minutes_other: '{{count}} minutes',
    hours_one: '{{count}} hour',
    hours_other: '{{count}} hours',
    days_one: '{{count}} day',
    days_other: '{{count}} days',
  },
  /** What pays. */
  wallet: {
    playMoney: 'Play money',
    gift: 'Gift',
  },
  /** Spending limits. */
  limit: {
    /** Stands within sentences; of the payer's own calendar. */
    name: {
      transaction: 'the limit for one purchase',
      day: 'today’s limit',
      week: 'this week’s limit',
      month: '{{month}}’s limit',
      last_days_one: 'the limit of {{count}} day',
      last_days_other: 'the limit of {{count}} days',
    },
    /** What a limit counts where it does not count all. `what` is a name of a limit, or its maximum. */
    scope: {
      wallet: '{{what}} from this wallet',
      member: '{{what}} for this member',
      vendor: '{{what}} at {{vendor}}',
      content: '{{what}} for content',
      goods: '{{what}} for goods',
      service: '{{what}} for services',
    },
    /** Of one purchase, by what the limit counts. */
    once: {
      all: 'Nothing over {{tokens}} goes through at once.',
      wallet: 'Nothing over {{tokens}} goes through at once from this wallet.',
      member: 'Nothing over {{tokens}} goes through at once for this member.',
      vendor: 'Nothing over {{tokens}} goes through at once at {{vendor}}.',
      content: 'Nothing over {{tokens}} goes through at once for content.',
      goods: 'Nothing over {{tokens}} goes through at once for goods.',
      service: 'Nothing over {{tokens}} goes through at once for services.',
    },
    /** `max` is `max`, below, with what the limit counts; `use` is what was spent. */
    sentences: 'At most {{max}}. {{use}}',
    max: {
      day: '{{tokens}} a day',
      week: '{{tokens}} a week',
      month: '{{tokens}} a month',
      last_days_one: '{{tokens}} in any {{count}} day',
      last_days_other: '{{tokens}} in any {{count}} days',
    },
    nothing: {
      day: 'Nothing spent today.',
      week: 'Nothing spent this week.',
      month: 'Nothing spent this month.',
      last_days_one: 'Nothing spent in the last {{count}} day.',
      last_days_other: 'Nothing spent in the last {{count}} days.',
    },
    /** Stands before what is left. */
    spent: {
      day: '{{tokens}} spent today',
      week: '{{tokens}} spent this week',
      month: '{{tokens}} spent this month',
      last_days_one: '{{tokens}} spent in the last {{count}} day',
      last_days_other: '{{tokens}} spent in the last {{count}} days',
    },
    held: '{{spent}} ({{tokens}} held)',
    left: '{{spent}}, {{tokens}} left.',
    noneLeft: '{{spent}}, nothing left.',
  },
  /** What people may do with what they bought; without a full stop. `span` is one of `span`, below. */
  licence: {
    ended: 'Ended {{moment}}',
    times: {
      open_one: '{{count}} view',
      open_other: '{{count}} views',
      read_one: '{{count}} reading',
      read_other: '{{count}} readings',
      play_one: '{{count}} play',
      play_other: '{{count}} plays',
    },
    timesWithin: '{{times}}, within {{span}}',
    timesUntil: '{{times}}, until {{moment}}',
    timesWithinUntil: '{{times}}, within {{span}}, until {{moment}}',
    forGood: {
      open: 'Open it as often as you like, for good',
      read: 'Read it as often as you like, for good',
      play: 'Play it as often as you like, for good',
    },
    within: {
      open: 'Open it as often as you like for {{span}}',
      read: 'Read it as often as you like for {{span}}',
      play: 'Play it as often as you like for {{span}}',
    },
    until: {
      open: 'Open it as often as you like until {{moment}}',
      read: 'Read it as often as you like until {{moment}}',
      play: 'Play it as often as you like until {{moment}}',
    },
    withinUntil: {
      open: 'Open it as often as you like for {{span}}, until {{moment}}',
      read: 'Read it as often as you like for {{span}}, until {{moment}}',
      play: 'Play it as often as you like for {{span}}, until {{moment}}',
    },
    /** Stands within the sentences above. */
    span: {
      purchase: '{{length}} from the purchase',
      first_opening: '{{length}} from when you first open it',
    },
  },
  /** In a payer's history, where a voucher was redeemed. */
  voucher: 'Voucher',
  /** The same of money that arrived outside, and of what of it did not come after all. */
  payment: {
    check: 'Check',
    money_order: 'Money order',
    bank_credit: 'Bank transfer',
    phone: 'Payment by phone',
  },
  paymentReturned: {
    check: 'Check returned unpaid',
    money_order: 'Money order returned unpaid',
    bank_credit: 'Bank transfer returned',
    phone: 'Payment by phone returned',
  },
  paymentMistaken: {
    check: 'Check entered by mistake',
    money_order: 'Money order entered by mistake',
    bank_credit: 'Bank transfer entered by mistake',
    phone: 'Payment by phone entered by mistake',
  },
  /** Who approved a purchase, where it was not the reader. */
  approvedBy: {
    member: 'Another member',
    mandate: 'A mandate',
    namedMandate: 'Mandate “{{label}}”',
  },
  /** What a vendor's team reads of a purchase; without a full stop. */
  timeline: {
    amount_one: '{{count}} token ({{amount}} {{currency}})',
    amount_other: '{{count}} tokens ({{amount}} {{currency}})',
    requested: 'Your server asked for {{amount}}',
    authorized: 'The payer approved',
    captured: 'Captured {{amount}}',
    voided: 'The hold was voided',
    restVoided: 'The rest of the hold was voided',
    voidedByProvider: 'The hold was voided by the provider',
    restVoidedByProvider: 'The rest of the hold was voided by the provider',
    voidedBySuspension: 'The hold was voided, since the vendor was suspended',
    restVoidedBySuspension: 'The rest of the hold was voided, since the vendor was suspended',
    voidedUnapproved: 'Voided: nobody had approved it',
    expired: 'The hold expired: it was not captured in time',
    restExpired: 'The rest of the hold expired: it was not captured in time',
    notApproved: 'Expired: nobody approved it in time',
    declined: 'Declined',
    declinedFor: 'Declined. {{why}}',
    refunded: 'Refunded {{amount}}',
    refundedFor: 'Refunded {{amount}}: {{why}}',
    refundedByProvider: 'Refunded {{amount}} by the provider',
    refundedForByProvider: 'Refunded {{amount}} by the provider: {{why}}',
  },
  /** Something was tried too often. */
  attempts: {
    callerCodes: 'Five codes were mailed for this account within a day.',
    refused: '{{why}} Nothing was done. Try again in {{span}}.',
    browser: {
      passwords: 'Too many wrong passwords for this address came from this browser.',
      codes: 'Too many wrong codes for this address came from this browser.',
      mails: 'Too many requests for a mail for this address came from this browser.',
    },
    own: {
      passwords: 'Too many wrong passwords for this address came from your network, {{network}}.',
      codes: 'Too many wrong codes for this address came from your network, {{network}}.',
      mails: 'Too many requests for a mail for this address came from your network, {{network}}.',
    },
    network: {
      passwords: 'Too many wrong passwords, for whatever addresses, came from your network, {{network}}.',
      codes: 'Too many wrong codes, for whatever addresses, came from your network, {{network}}.',
      mails: 'Too many requests for a mail, for whatever addresses, came from your network, {{network}}.',
    },
    everywhere: {
      passwords:
        'Too many wrong passwords for this address came from many networks. A browser in which you signed in before does not wait for them.',
      codes:
        'Too many wrong codes for this address came from many networks. A browser in which you signed in before does not wait for them.',
      mails:
        'Too many requests for a mail for this address came from many networks. A browser in which you signed in before does not wait for them.',
    },
    limit_one: '{{count}} request in {{span}}',
    limit_other: '{{count}} requests in {{span}}',
    key: 'This key has made its {{limit}}.',
    requests: 'Your network, {{network}}, has made its {{limit}}.',
    /** `title` says what was wrong with each. */
    keys: '{{title}}. Too many such requests came with keys from your network, {{network}}.',
    letters: 'Too many wrong codes of letters came from your network, {{network}}.',
    confirmations: 'We have sent you three such mails within an hour.',
    vouchers: 'You tried too many wrong vouchers.',
    vouchersFrom: 'Too many wrong vouchers were tried from your network, {{network}}.',
    codesSent_one:
      '{{count}} code was sent at the request of this browser, and no more are. Use the newest, or begin again.',
    codesSent_other:
      '{{count}} codes were sent at the request of this browser, and no more are. Use the newest, or begin again.',
  },
  /** Why signing in did not work. */
  signInError: {
    sign_in_failed: 'E-mail and password do not match. Nobody was signed in. Try again.',
    quota_exceeded: 'Too many tries. Nobody was signed in. Wait a few minutes, then try again.',
    overloaded: 'We were too busy just then. Nobody was signed in. Press the button again.',
  },
  /** Read aloud to a caller who is verified: whole sentences, without anything that must be seen. */
  readOut: {
    wallet: 'In the {{currency}} wallet there are {{amount}} to spend.',
    empty: 'In the {{currency}} wallet there is nothing to spend.',
    owed: 'In the {{currency}} wallet {{amount}} are owed.',
    held: '{{amount}} are held for purchases under way.',
    grant: '{{amount}} of incentive tokens, “{{title}}”, can be spent until {{day}}.',
    bought: 'You bought “{{title}}” at {{vendor}} {{day}}, for {{amount}}.',
    movedAt: '“{{title}}” at {{vendor}} {{day}}: {{amount}}.',
    moved: '“{{title}}” {{day}}: {{amount}}.',
    nothing: 'Nothing has moved yet.',
  },
} as const
