// Pages that the server draws. What is wrong is said at its field or on top: what happened, what did not happen, and
// what to do.
export default {
  /** Fields that several forms have. */
  field: {
    name: 'Name',
    email: 'E-mail',
    login: 'E-mail or number',
    password: 'Password',
    newPassword: 'New password',
    code: 'Code from the e-mail',
  },
  front: {
    title: 'Pay a little, anywhere',
    lead: 'Fill a wallet once and buy an article, a song or an hour of something, down to a fraction of a cent, at every vendor that takes tokens. One login, no card at the door. Run by {{provider}}.',
    signIn: 'Sign in',
    signOut: 'Sign out',
    signUp: 'Open a wallet',
    wallet: 'Go to my wallet',
    promises: 'What you can count on',
    exact: 'Exact',
    exactBody:
      'A price of 2.5 tokens costs $0.025. Nothing is rounded, and every owner of rights gets a share that adds up.',
    discreet: 'Discreet',
    discreetBody: 'A vendor learns that you paid. It does not learn your name, your balance or what you buy elsewhere.',
    inHand: 'In hand',
    inHandBody: 'You see the price before you press, and limits for a day, a week or a month hold what you spend.',
  },
  /** On the front page of a development server. */
  start: {
    title: 'Where to start on this development server',
    buy: 'Buy something',
    signInAs: 'Sign in as',
    redeem: 'Redeem a voucher',
    behind: 'Look behind',
    vendor: '<link>{{vendor}}</link><dim>, {{what}}</dim>',
    at: 'at {{site}}',
    person: '<name>{{person}}</name><dim>, {{what}}:</dim> <code>{{email}}</code>, password <code>{{password}}</code>',
    voucher: '<code>{{digits}}</code><dim>, {{tokens}} in {{currency}}</dim>',
    mailbox: '<link>Development mailbox</link><dim>, every mail that would have been sent</dim>',
    console: '<link>Vendor console</link><dim>, sales and keys</dim>',
    api: '<link>Vendor API</link><dim>, described and ready to try</dim>',
  },
  mailbox: {
    title: 'Development mailbox',
    lead: 'Every mail that Farthing would have sent. This page does not exist in production.',
    empty: 'No mail yet',
    emptyBody: 'Open a wallet: the code to confirm the address lands here.',
    signUp: 'Open a wallet',
    summary: '{{to}} · {{moment}} {{zone}}',
    heading: 'To {{to}} · {{moment}} {{zone}}',
    all: 'All mail',
  },
  signIn: {
    title: 'Sign in',
    lead: 'One login for every vendor that takes tokens from {{site}}.',
    button: 'Sign in',
    forgotten: 'Forgotten password?',
    newHere: 'New here? <link>Open a wallet</link>. It is free and empty until you fill it.',
    reason: {
      window_closed:
        '<strong>Sign in again to go on.</strong> You can buy for a set time after signing in, and that time is over.',
      signed_out: '<strong>Sign in to go on.</strong> You come back to where you were.',
      password_changed:
        '<strong>Your password is changed.</strong> Every browser was signed out. Sign in with the new one.',
    },
  },
  signUp: {
    title: 'Open a wallet',
    lead: '{{provider}} keeps it. Vendors see neither your name nor your address.',
    emailHint: 'We send a code there, and your receipts.',
    zone: 'Your days begin in',
    zoneHint: 'For spending limits and your history. You can change it later.',
    zoneError: {
      unknown: 'There is no such time zone. Nothing was opened yet. Choose one of the list.',
    },
    button: 'Open a wallet',
    haveOne: 'You have one? <link>Sign in</link>',
    nameError: {
      missing: 'Your name is missing. Nothing was opened yet.',
      too_long: 'This is longer than we can keep. Nothing was opened yet. Shorten it.',
      invalid: 'This holds characters that a name cannot have. Nothing was opened yet.',
    },
    emailError: {
      missing: 'Your e-mail address is missing. Nothing was opened yet.',
      invalid: 'This is no e-mail address. Nothing was opened yet. Compare: name@example.org',
    },
    refusal: {
      quota_exceeded: 'Too many tries. Nothing was opened yet. Wait a few minutes, then try again.',
      overloaded: 'We were too busy just then. Nothing was opened yet. Press the button again.',
    },
  },
  /** A password that somebody chooses. */
  password: {
    hint_one: 'At least {{count}} character. A few words in a row are good.',
    hint_other: 'At least {{count}} characters. A few words in a row are good.',
    /** Where a wallet would have been opened. */
    opening: {
      missing: 'A password is missing. Nothing was opened yet.',
      too_short_one: 'This has fewer than {{count}} character. Nothing was opened yet. Make it longer.',
      too_short_other: 'This has fewer than {{count}} characters. Nothing was opened yet. Make it longer.',
      too_long: 'This is longer than we can take. Nothing was opened yet. Shorten it.',
      too_common: 'Many people use this one, so it is guessed first. Nothing was opened yet. Choose another.',
    },
    /** Where the password would have been changed. */
    changing: {
      missing: 'A password is missing. Your password is as it was.',
      too_short_one: 'This has fewer than {{count}} character. Your password is as it was. Make it longer.',
      too_short_other: 'This has fewer than {{count}} characters. Your password is as it was. Make it longer.',
      too_long: 'This is longer than we can take. Your password is as it was. Shorten it.',
      too_common: 'Many people use this one, so it is guessed first. Your password is as it was. Choose another.',
    },
  },
  verifyEmail: {
    title: 'Confirm your address',
    lead: 'We sent 6 digits to <strong>{{email}}</strong>. Type them here before you buy.',
    resent: '<strong>A new code is on its way.</strong> Only the newest one works.',
    button: 'Confirm',
    nothingCame: 'Nothing came? Look in the spam folder, or:',
    resend: 'Send another code',
    mailbox: 'Read it in the development mailbox',
    codeError: {
      code_wrong: 'This is not the code we sent last. Your address is not confirmed yet. Try again.',
      code_expired: 'This code has expired. Your address is not confirmed yet. Send another code.',
      quota_exceeded: 'Too many tries. Your address is not confirmed yet. Wait a few minutes, then send another code.',
      overloaded: 'We were too busy just then. Your address is not confirmed yet. Press the button again.',
    },
  },
  verified: {
    title: 'Address confirmed',
    heading: 'Your address is confirmed',
    body: '<strong>{{email}}</strong> is yours. You can buy now.',
    wallet: 'Go to my wallet',
  },
  forgotPassword: {
    title: 'Forgotten password',
    heading: 'Choose a new password',
    lead: 'We send you a mail with which you choose it. Until then the old one stays.',
    ended:
      '<strong>This mail works no more.</strong> It was used, it is older than 30 minutes, or there is a newer one. Your password is as it was. Ask for another mail here.',
    emailHint: 'The address of your wallet.',
    emailError: {
      missing: 'Your e-mail address is missing. Nothing was sent yet.',
      invalid: 'This is no e-mail address. Nothing was sent yet. Compare: name@example.org',
    },
    refusal: {
      quota_exceeded: 'Too many tries. Nothing was sent. Wait an hour, or use the newest mail that we sent you.',
      overloaded: 'We were too busy just then. Nothing was sent. Press the button again.',
    },
    button: 'Send the mail',
    known: 'You know it after all? <link>Sign in</link>',
  },
  resetPassword: {
    title: 'Choose a new password',
    sent: 'We sent you a mail. Open its link, or type its code here.',
    whose: 'For the wallet of <strong>{{email}}</strong>.',
    button: 'Change the password',
    after: 'Every browser that is signed in is signed out, and you sign in with the new password.',
    nothingCame: 'Nothing came? Look in the spam folder, or:',
    resend: 'Ask for another mail',
    mailbox: 'Read it in the development mailbox',
    codeError: {
      code_missing: 'The code is missing. Your password is as it was.',
      code_wrong: 'This is not the code of the newest mail. Your password is as it was. Try again.',
      code_expired:
        'This was tried too often. Your password is as it was. Open the link of the mail, or ask for another mail.',
    },
    refusal: {
      overloaded: 'We were too busy just then. Your password is as it was. Press the button again.',
    },
  },
  signedOut: {
    title: 'Signed out',
    heading: 'You are signed out',
    body: 'Nobody can buy from this browser until you sign in again. Your tokens stay where they are.',
    signIn: 'Sign in',
  },
  /** The approval page: a purchase that a vendor asked for, in all that can become of it. */
  buy: {
    title: 'Buy “{{title}}”',
    signInToSee: 'Sign in to see “{{title}}”',
    signInToBuy: 'Sign in to buy “{{title}}”',
    addFunds: 'Add funds to buy “{{title}}”',
    limitReached: 'Limit reached for “{{title}}”',
    youHave: 'You have “{{title}}”',
    youBought: 'You bought “{{title}}”',
    notYou: 'not you?',
    payment: 'Payment',
    noSite: 'at no registered site now',
    site: '{{site}} · registered site',
    about: 'About it',
    test: '<strong>Test purchase.</strong> It is paid with play money: nothing real moves.',
    whoLearnsWhat:
      'You are at <here>{{site}}</here>, run by {{provider}}. {{vendor}} learns that you paid. It does not learn your name, your balance or what you buy elsewhere.',
    zone: 'Days and times are those of <name>{{zone}}</name>.',
    purchase: 'Purchase <id>{{purchase}}</id>',
    openFor: 'Purchase <id>{{purchase}}</id> stays open for {{span}}.',
    openUntil: 'Purchase <id>{{purchase}}</id> stays open until {{moment}}.',
    cancel: 'Cancel and go back to {{vendor}}',
    back: 'Back to {{vendor}}',
    goBack: 'Go back to {{vendor}}',
    goOn: 'Go on to {{vendor}}',
    receipt: 'See the receipt',
    whatYouGet: 'What you get',
    whatWasOnOffer: 'What was on offer',
    /** `licence` is a sentence without its full stop. */
    get: {
      content: '{{licence}}. It stays in your library.',
      over: '{{licence}}.',
      goods: '{{vendor}} sends it to you.',
      service: '{{vendor}} does it for you.',
    },
    notice: {
      quote_changed: '<strong>What was shown has changed.</strong> Nothing was taken. These are the new figures.',
      funds_added: '<strong>{{tokens}} arrived.</strong> The purchase goes on below.',
      email_verified: '<strong>Your address is confirmed.</strong> The purchase goes on below.',
      overloaded: '<strong>We were too busy just then.</strong> Nothing was taken. Press the button again.',
      outcome_unknown:
        '<strong>We do not know yet whether that went through.</strong> Press the button again: you pay once at most.',
    },
  },
  /** All is well: one button buys. */
  buyReady: {
    button: 'Buy for {{price}}<vh>: {{title}}, from {{vendor}}</vh>',
    heldFirst: 'Held now, and taken when {{vendor}} delivers.',
    paidFrom: 'Paid from',
    gift: '<bdi>{{title}}</bdi><dim>, ends {{day}}</dim>',
    leftInWallet: 'Left in the wallet',
    leftInPlay: 'Play money left',
    leftOfGifts: 'Left of gifts',
    once: 'This is <amt>{{price}}</amt> of {{limit}} of <amt>{{max}}</amt>.',
    spent: 'With this you have spent <amt>{{spent}}</amt> of {{limit}} of <amt>{{max}}</amt>.',
    within: 'It is within {{limit}} of <amt>{{max}}</amt>.',
    meter: '{{percent}} percent of {{limit}}, this purchase included',
  },
  /** Nobody is signed in. */
  buySignIn: {
    approved: '<strong>This has been approved.</strong> Whoever approved it signs in to go on.',
    again:
      '<strong>Sign in again to buy.</strong> You can buy for a set time after signing in, and that time is over. Nothing was taken.',
    button: 'Sign in and go on',
    forgotten: 'Forgotten password?',
    newHere:
      'You sign in once, here, for every vendor. New here? <link>Open a wallet</link> and come back to this purchase.',
    newHereAgain: 'New here? <link>Open a wallet</link> and come back to this purchase.',
  },
  /** Too few tokens. */
  buyFunds: {
    short:
      '<strong>You hold <amt>{{held}}</amt>, <amt>{{missing}}</amt> too few.</strong> Nothing was taken. Add funds and go on.',
    shortInPlay:
      '<strong>You hold <amt>{{held}}</amt>, <amt>{{missing}}</amt> too few.</strong> Your play money is used up. Nothing was taken.',
    voucher: 'Voucher',
    voucherHint: 'The digits on the slip. Spaces do not matter.',
    button: 'Redeem and go on',
    otherWays: 'Other ways to add funds',
    voucherError: {
      voucher_unknown:
        'There is no voucher with these digits. Nothing was added or taken now. Compare them with the slip.',
      voucher_used: 'This voucher was redeemed before. Nothing was added or taken now. Use another one.',
      voucher_expired: 'This voucher has expired. Nothing was added or taken now. Use another one.',
      quota_exceeded: 'Too many tries. Nothing was added or taken now. Wait a few minutes, then try again.',
      overloaded: 'We were too busy just then. Nothing was added or taken now. Press the button again.',
    },
  },
  /** A limit would be passed. */
  buyLimit: {
    once: '<strong>This would pass {{limit}}.</strong> It allows <amt>{{max}}</amt>; this costs <amt>{{price}}</amt>. Nothing was taken.',
    spent:
      '<strong>This would pass {{limit}}.</strong> Of <amt>{{max}}</amt> you have <amt>{{left}}</amt> left; this costs <amt>{{price}}</amt>. Nothing was taken.',
    change: 'You set this limit yourself. Change it and come back before {{moment}}, or leave it as it is.',
    changeOrRoom:
      'You set this limit yourself. Room for this comes back at {{time}} {{onDay}}. Change it and come back before {{moment}}, or leave it as it is.',
    changeOrRenewal:
      'You set this limit yourself. It begins anew at {{time}} {{onDay}}. Change it and come back before {{moment}}, or leave it as it is.',
    button: 'Change the limit',
    again: 'I have changed it: look again',
  },
  /** The payer has it already. */
  buyHeld: {
    plain: '<strong>You have this already.</strong> Bought {{day}}. You pay nothing now.',
    views_one: '<strong>You have this already.</strong> Bought {{day}}; {{count}} view left. You pay nothing now.',
    views_other: '<strong>You have this already.</strong> Bought {{day}}; {{count}} views left. You pay nothing now.',
    until: '<strong>You have this already.</strong> Bought {{day}}; yours until {{moment}}. You pay nothing now.',
    viewsUntil_one:
      '<strong>You have this already.</strong> Bought {{day}}; {{count}} view left, yours until {{moment}}. You pay nothing now.',
    viewsUntil_other:
      '<strong>You have this already.</strong> Bought {{day}}; {{count}} views left, yours until {{moment}}. You pay nothing now.',
    button: 'Open it',
  },
  /** The payer has approved it. `when` is a time, or a day and a time. */
  bought: {
    paid: '<strong>You bought this {{when}}.</strong> {{price}} paid. You pay nothing more.',
    held: '<strong>You bought this {{when}}.</strong> {{price}} are held until {{vendor}} delivers. You pay nothing more.',
    refunded: '<strong>You bought this {{when}}.</strong> {{price}} paid, and given back since. You pay nothing more.',
    noWayBack:
      '{{vendor}} has given up the site that you would go back to, so no button leads there. What you paid for stands in your history; ask {{vendor}} for it.',
  },
  /** It ended without this payer's money. */
  ended: {
    head: {
      expired: 'This offer has ended',
      hold_expired: 'This purchase has ended',
      voided: 'This purchase was cancelled',
      declined: 'This purchase was declined',
      vendor_suspended: 'No payments to this vendor now',
      url_not_registered: 'This purchase cannot go on',
      terms_ended: 'This can no longer be opened',
      elsewhere: 'This purchase is done',
    },
    expired:
      '{{vendor}} held the price of {{price}} until {{moment}}. Nothing was taken from your wallet. Go back and press the button there for a fresh offer.',
    hold_expired:
      'It was approved, and {{vendor}} did not deliver in time. What was held for it goes back to the wallet that approved it: no tokens were taken.',
    voided: 'No tokens left your wallet. If you still want it, go back and press the button there again.',
    declined: 'Nothing was taken from your wallet. Go back and press the button there for a fresh offer.',
    vendor_suspended:
      '{{vendor}} cannot take tokens at the moment. Nothing was taken from your wallet, and you need do nothing.',
    url_not_registered:
      '{{vendor}} has given up a site that this purchase leads to, so we do not sell it or send you there. Nothing was taken from your wallet. If you still want it, look for {{vendor}} where you know it to be.',
    terms_ended:
      '{{vendor}} offered it until {{moment}}, so you would have paid for nothing. Nothing was taken from your wallet. Go back and see what is on offer now.',
    terms_over:
      '{{vendor}} offered it until a time that is over, so you would have paid for nothing. Nothing was taken from your wallet. Go back and see what is on offer now.',
    elsewhere:
      'It was approved from another wallet. Nothing was taken from yours. To buy it yourself, go back and press the button there.',
  },
  /** It waits for somebody else. */
  notForYou: {
    head: {
      payer_mismatch: 'This is meant for another wallet',
      not_a_member: 'You cannot buy for this account',
      account_blocked: 'Your account is blocked',
    },
    body: {
      payer_mismatch:
        'You are signed in as {{buyer}}, and {{vendor}} began this purchase for somebody else. Nothing was taken. If that is also you, sign in there.',
      not_a_member:
        'You are signed in as {{buyer}}, who does not belong to it any more. Nothing was taken. If you have another wallet, sign in there.',
      account_blocked:
        'You are signed in as {{buyer}}. Nothing can be bought from this account now, and nothing was taken. What you have stays yours. Call or write to {{provider}}: they tell you why, and what opens it again.',
    },
    signOut: 'Sign in as somebody else',
  },
  /** A request that was refused or failed, as a page. */
  problem: {
    front: 'To the front page',
    askUs: 'If you ask us about it, say <id>{{request}}</id>.',
    other: 'This request took nothing.',
    head: {
      not_found: 'There is nothing here',
      wrong_origin: 'This came from another site',
      signed_out: 'Sign in first',
      quota_exceeded: 'Too many requests',
      overloaded: 'We are too busy just now',
      outcome_unknown: 'We do not know yet whether that went through',
      conflict: 'This form was used before',
      internal: 'Something broke on our side',
    },
    body: {
      not_found: 'The address may be mistyped, or what was here has gone. Asking for it took nothing from any wallet.',
      wrong_origin:
        'A form was sent from a page that is not ours, so nothing was done with it. Open the page here and press the button again.',
      signed_out: 'This page is for somebody who is signed in. Asking for it took nothing.',
      quota_exceeded: 'Nothing was done with this request. Wait a minute, then try again.',
      overloaded: 'Nothing was done with this request. Wait a moment, then load the page again.',
      outcome_unknown: 'Go back and press the button again: it is the same attempt, and you pay once at most.',
      conflict: 'Nothing was done with it this time. Go back, load the page again and use the form that you see there.',
      internal:
        'We have a record of it. If you were buying, load the purchase again: it shows whether tokens moved, and you pay once at most.',
    },
  },
  /** The second factor, after the password. */
  factor: {
    title: 'One more step',
    why: 'Your password is right. Now show your second factor: nobody is signed in yet.',
    code: 'Code',
    codeHint: 'The 6 digits that your authenticator app shows now, or one of your recovery codes.',
    recoveryHint: 'Without your passkey: one of your recovery codes.',
    usePasskey: 'Use a passkey',
    passkeyFailed: 'The passkey was not used, and nothing was done. Try again, or use another way.',
    goOn: 'Go on',
    anotherPerson: 'Sign in as somebody else',
    refusal: {
      factor_wrong:
        'This does not prove that it is you. Nobody was signed in. A code is good once: wait for the next one and try again.',
      quota_exceeded: 'Too many tries. Nobody was signed in. Wait a few minutes, then try again.',
      overloaded: 'We were too busy just then. Nobody was signed in. Press the button again.',
      sign_in_failed: 'The password was changed meanwhile. Nobody was signed in. Begin again.',
    },
  },
  authenticator: {
    title: 'Set up an authenticator app',
    scan: 'Scan this picture with your authenticator app. The app then shows 6 digits, and others every 30 seconds.',
    picture: 'QR code of the secret that stands below in letters',
    byHand: 'Or type this secret into the app:',
    code: 'The 6 digits that the app shows',
    wrong:
      'This is not the code that belongs to this secret. Nothing was added yet. Check that the clock of your phone is right, then type the next code.',
    confirm: 'Add the app',
    back: 'Back',
    orPasskey: 'Or use a passkey',
  },
  recoveryCodes: {
    title: 'Your recovery codes',
    why: 'If you lose your second factor, one of these codes lets you in in its place. Each is good once. They are shown now and never again: print them, or keep them where your password is not.',
    kept: 'I have kept them',
  },
  /** Somebody's own factors and sessions. */
  security: {
    title: 'Security',
    toDesk: 'To the desk',
    toConsole: 'To my account',
    whose: 'How you sign in as <strong>{{email}}</strong>.',
    confirmTitle: 'Show once more that it is you',
    confirmWhy: 'You can change something here for a few minutes after that.',
    code: 'Code of your authenticator app',
    password: 'Password',
    confirm: 'Confirm',
    factors: 'Second factors',
    noFactor: 'You have none: your password alone signs you in. Add one, and every sign-in asks for it.',
    askedFor: 'Every sign-in asks for one of these after the password.',
    passkey: 'Passkey',
    added: 'Added {{when}}.',
    used: 'Used {{when}}.',
    remove: 'Remove<vh> {{label}}</vh>',
    addApp: 'Add an authenticator app',
    addPasskey: 'Add a passkey',
    label: 'What the new passkey is called',
    labelHint: 'Such as the phone or key that it is on.',
    recovery: 'Recovery codes',
    codesLeft_one: '{{count}} code is left. A new set replaces it.',
    codesLeft_other: '{{count}} codes are left. A new set replaces them.',
    newCodes: 'Make new recovery codes',
    sessions: 'Where you are signed in',
    began: 'Since {{when}}',
    thisOne: 'this browser',
    signOutOthers: 'Sign out everywhere else',
    refusal: {
      fresh_login_needed: 'Nothing was changed. Show once more that it is you, then do it again.',
      factor_wrong:
        'This does not prove that it is you. Nothing was changed. A code is good once: wait for the next one and try again.',
      password_wrong: 'This is not your password. Nothing was changed. Try again.',
      quota_exceeded: 'Too many tries. Nothing was changed. Wait a few minutes, then try again.',
      overloaded: 'We were too busy just then. Nothing was changed. Press the button again.',
      passkey_failed: 'The passkey was not added. Nothing was changed. Press the button again.',
    },
    done: {
      added: 'The second factor was added.',
      removed: 'The second factor was removed.',
      signedOut: 'Every other browser was signed out.',
    },
  },
  opening: {
    title: 'Open your wallet',
    whose: 'For {{name}}, <strong>{{email}}</strong>. Choose a password, and it is open.',
    button: 'Open the wallet',
    endedTitle: 'This link works no more',
    ended:
      'It was used, or it is too old, or there is a wallet with your address by now. <link>Sign in</link>, or ask the desk for another link.',
    overloaded: 'We were too busy just then. Nothing was opened yet. Press the button again.',
  },
  letter: {
    title: 'The code of your letter',
    intro: 'You got a letter from us with a code. Type the code, and choose a password.',
    code: 'Code of the letter',
    codeHint: 'Twenty digits. It works once.',
    button: 'Go on',
    codeError: {
      missing: 'The code is missing. Nothing was changed.',
      mistyped: 'A digit of this code is wrong or missing. Nothing was changed. Compare it with the letter.',
      unknown:
        'This code was used, or is too old, or there is none like it. Nothing was changed. Compare it with the letter, or ask the desk for another.',
    },
    overloaded: 'We were too busy just then. Nothing was changed. Press the button again.',
    doneTitle: 'Your password is set',
    done: 'You sign in with <strong>{{login}}</strong> and the password that you chose just now.',
    doneKeep: 'Keep the letter, or write it down.',
    signIn: 'Sign in',
  },
  /** Where the provider's own people sign in. */
  deskSignIn: {
    title: 'Sign in at the desk',
    lead: 'For those who work for {{site}}. It asks for your second factor next.',
    over: 'Sign in again to go on. You come back to where you were.',
    button: 'Sign in',
    lost: 'If you lost your password or your second factor, ask an administrator to invite you again.',
    signedOut: 'You are signed out of the desk',
  },
  invitation: {
    title: 'Begin to work here',
    lead: 'You were invited as <strong>{{email}}</strong>. Choose the name that others at the desk see, and a password.',
    nameError: {
      missing: 'Your name is missing. Nothing was set up yet.',
      too_long: 'This is longer than we can keep. Nothing was set up yet. Shorten it.',
      invalid: 'This holds characters that a name cannot have. Nothing was set up yet.',
    },
    button: 'Go on',
    next: 'Next you set up a second factor: every sign-in at the desk asks for it.',
    busy: 'We were too busy just then. Nothing was set up yet. Press the button again.',
    endedTitle: 'This invitation has ended',
    ended:
      'It was used, replaced by a newer one, or is older than seven days. Ask an administrator to invite you again.',
  },
} as const
