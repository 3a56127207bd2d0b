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
  /** Why signing in did not work. */
  signInError: {
    sign_in_failed: 'E-mail and password do not match. Nobody was signed in. Try again.',
    quota_exceeded: 'Too many tries. Nobody was signed in. Wait a few minutes, then try again.',
    overloaded: 'We were too busy just then. Nobody was signed in. Press the button again.',
  },
} as const
