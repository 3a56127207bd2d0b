// What people are told by mail of what happened: a group for each thing that is told, and how a mail ends.
export default {
  frame: {
    receiptsWhy: 'You chose how receipts reach you. Change it on your profile page: {{url}}',
    receiptsStop: 'To get no more receipts by mail, open this page: {{url}}',
    receiptsWhyRich:
      'You chose how receipts reach you. <profile>Change it on your profile page</profile>, or <stop>get no more receipts by mail</stop>.',
  },
  amount: {
    both: '{{money}} ({{tokens}})',
  },
  bought: {
    subject: 'Receipt: {{title}}, {{amount}}',
    body: 'You bought “{{title}}” of {{vendor}} for {{amount}} on {{moment}}.',
    licence: 'Your licence: {{licence}}.',
    action: 'Open the receipt',
    line: '{{title}}, {{vendor}}: {{amount}}',
  },
  refunded: {
    subject: 'Refunded: {{title}}, {{amount}}',
    body: '{{amount}} came back to your wallet on {{moment}}: {{vendor}} refunded “{{title}}”.',
    reason: 'The reason that was given: {{reason}}',
    action: 'Open the receipt',
    line: 'Refunded, {{title}}, {{vendor}}: {{amount}}',
  },
  released: {
    subject: 'Not charged: {{title}}',
    voided:
      '{{vendor}} ended the purchase of “{{title}}” on {{moment}}. What was held for it, and not yet charged, is in your wallet again.',
    expired:
      'The purchase of “{{title}}” of {{vendor}} was not charged in time, until {{moment}}. What was held for it, and not yet charged, is in your wallet again.',
    action: 'Open the purchase',
  },
  gathered: {
    paidDay: 'Your purchases of {{day}}: {{total}}',
    returnedDay: 'Your refunds of {{day}}: {{total}}',
    paidHour: 'More purchases: {{total}}',
    returnedHour: 'More refunds: {{total}}',
    paid_one: 'You made {{count}} purchase, for {{total}}.',
    paid_other: 'You made {{count}} purchases, for {{total}} together.',
    returned_one: '{{count}} refund gave you back {{total}}.',
    returned_other: '{{count}} refunds gave you back {{total}} together.',
    hour: 'You had many receipts within one hour, so these are told as one.',
    more_one: 'And {{count}} more, which you find in your history.',
    more_other: 'And {{count}} more, which you find in your history.',
    action: 'Open your history',
  },
  tokensAdded: {
    subject: '{{amount}} added to your wallet',
    body: 'A voucher was redeemed to your wallet on {{moment}}: {{amount}}.',
    owed: 'If you owed something, it was repaid from it first.',
    action: 'Open your history',
  },
  tokensGiven: {
    subject: 'A gift: {{amount}}',
    body: 'You were given {{amount}} on {{moment}}: {{title}}.',
    until: 'Spend it until {{until}}: what is left then goes back to who gave it.',
    action: 'Open your wallet',
  },
  limitSet: {
    subject: 'A spending limit was changed',
    set: 'A spending limit of your account was set to {{max}} on {{moment}}.',
    removed: 'A spending limit of your account was taken away on {{moment}}.',
    changed: 'A spending limit of your account was changed on {{moment}}.',
    action: 'See your limits',
  },
  mandateGiven: {
    subject: 'Software may buy for you: up to {{ceiling}}',
    body: 'A mandate was given on {{moment}}. Software that holds it may buy from your wallet without asking, for {{ceiling}} in all, until {{until}}.',
    action: 'Open your wallet',
  },
  mandateRevoked: {
    subject: 'A mandate was taken back',
    body: 'A mandate of your account was taken back on {{moment}}. Software that holds it can buy nothing more.',
    action: 'Open your wallet',
  },
  keyMade: {
    subject: '{{vendor}}: a secret key was made',
    body: 'A secret key of {{vendor}} that ends in {{last4}} was made on {{moment}}. Whoever holds it can ask for purchases in the name of {{vendor}}, and refund them.',
    action: 'See the keys',
  },
  keyRevoked: {
    subject: '{{vendor}}: a secret key was revoked',
    body: 'The secret key of {{vendor}} that ends in {{last4}} was revoked on {{moment}}. Calls with it are refused from then on.',
    action: 'See the keys',
  },
  siteAdded: {
    subject: '{{vendor}}: a site was registered',
    body: 'The site {{site}} was registered for {{vendor}} on {{moment}}. Purchases may lead back there.',
    action: 'See the sites',
  },
  endpointAdded: {
    subject: '{{vendor}}: a webhook endpoint was added',
    body: 'Events of {{vendor}} are sent to {{url}} from {{moment}} on.',
    action: 'Open the console',
  },
  endpointRemoved: {
    subject: '{{vendor}}: a webhook endpoint was removed',
    body: 'Nothing more is sent to {{url}} since {{moment}}. It was removed, or its server answered that it wants nothing more.',
    action: 'Open the console',
  },
  accountBlocked: {
    subject: 'Your account at {{provider}} is blocked',
    body: 'We blocked your account on {{moment}}. Nothing can be bought from it and nothing changed; what vendors give back still arrives, and what you bought still opens. If you did not ask for it, write to us.',
    action: 'Open your wallet',
  },
  accountReleased: {
    subject: 'Your account at {{provider}} is open again',
    body: 'We opened your account again on {{moment}}. It is as it was.',
    action: 'Open your wallet',
  },
  passwordChanged: {
    subject: 'Your password for {{provider}} was changed',
    reset:
      'The password of your wallet was changed on {{moment}}, by a mail to this address. Every browser was signed out.',
    change:
      'The password of your wallet was changed on {{moment}}, by somebody who was signed in and knew the one before. Every other browser that was signed in was signed out.',
    letter:
      'The password of your wallet was changed on {{moment}}, by a code of a letter to your postal address. Every browser was signed out.',
    ifNot: 'If it was not you, choose another password now, and see to it that nobody else reads your mail.',
    action: 'Choose another password',
  },
  security: {
    ifNot: 'If it was not you or somebody of your account, choose another password now, and write to us.',
    ifNotTeam:
      'If nobody of your team did it, revoke the keys that you do not know, choose another password, and write to us.',
  },
  // What the provider’s people did to an account, or to a vendor.
  byStaff: {
    wallet: 'Who looked at your account and who acted, when and why, stands on your profile page.',
    profile: 'Open your profile',
    console: 'Open the console',
  },
  accountSignedOut: {
    subject: 'Your account was signed out everywhere',
    body: 'We ended every session of your account on {{moment}}. Sign in again where you use it.',
  },
  paymentRecorded: {
    subject: '{{amount}} added to your wallet',
    body: 'Your payment arrived and was added on {{moment}}: {{amount}}.',
  },
  paymentReversed: {
    subject: 'A payment of {{amount}} was taken back',
    body: 'A payment that was added to your wallet did not come after all. {{amount}} was taken back on {{moment}}. What you had spent of it you owe, and the next funds repay it first.',
  },
  vendorSuspended: {
    subject: '{{vendor}} was suspended',
    body: 'We suspended {{vendor}} on {{moment}}. It can sell and capture nothing now, and what was held for it is void. What is owed to it waits. You can still give money back. Write to us.',
  },
  vendorReleased: {
    subject: '{{vendor}} can sell again',
    body: 'We released {{vendor}} on {{moment}}. It sells again from now on. What was held before is not held again.',
  },
  vendorFeeSet: {
    subject: '{{vendor}}: a new fee',
    body: 'Our fee of the sales of {{vendor}} changes on {{moment}}. The console shows the fee now and those that come.',
  },
  confirmAddress: {
    subject: 'Do mails from {{provider}} reach you?',
    body: 'Mails to this address came back to us. This one reached you, so open the link and tell us that the address is right. From then on you get what you chose again.',
    action: 'The address is right',
  },
  pages: {
    profile: 'All that you can choose is on your profile page',
    ended: 'This link says nothing any more. It was used, or it is not whole. Nothing was changed.',
    stopTitle: 'Receipts by mail',
    stopAsk: 'Stop all receipts by mail? Your receipts stay in your wallet, and what your safety needs is still sent.',
    stopPress: 'Stop receipts by mail',
    stopDone: 'You get no more receipts by mail. They stay in your wallet.',
    addressTitle: 'Your e-mail address',
    addressAsk: 'Mails to you came back before. Does this address reach you again?',
    addressPress: 'Yes, it is right',
    addressDone: 'Thank you. From now on you get what you chose again.',
  },
} as const
