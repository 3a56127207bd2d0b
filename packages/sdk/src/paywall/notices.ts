/** Why the page that was paid for does not show, as a code that travels in `?farthing_notice=`. */
export type Notice = keyof typeof words

export type NoticeWords = { happened: string; money: string; next: string }

// A notice comes back in a URL that anybody can write, so what it says about money must be true whatever happened.
const beforeApproval = 'Nothing is taken before you approve it at Farthing.'
const inHistory = 'What you paid, if anything, stands in your history at Farthing.'
const inLibrary = 'What you paid for is kept in your library.'

const words = {
  cancelled: {
    happened: 'You left without buying.',
    money: beforeApproval,
    next: 'It is still here when you want it.',
  },
  declined: {
    happened: 'We could not confirm a purchase.',
    money: inHistory,
    next: 'If it was paid, open it from your library at Farthing; if not, try again.',
  },
  no_licence: {
    happened: 'What you bought comes without a licence to open this.',
    money: inHistory,
    next: 'Ask us about it, with the number of the purchase from there.',
  },
  other_browser: {
    happened: 'This purchase was begun in another browser, or this one keeps no cookies.',
    money: inLibrary,
    next: 'Open it from your library at Farthing.',
  },
  mismatch: {
    happened: 'What came back is not what was ordered here.',
    money: inHistory,
    next: 'What you bought is in your library at Farthing.',
  },
  token_invalid: {
    happened: 'The link back from Farthing is not whole.',
    money: 'Following a link takes nothing.',
    next: 'Open it from your library at Farthing.',
  },
  token_expired: {
    happened: 'The link back from Farthing was too old.',
    money: inLibrary,
    next: 'Open it from your library at Farthing.',
  },
  token_used: {
    happened: 'That link has been used already; each works once.',
    money: 'Following a link takes nothing.',
    next: 'Open it from your library at Farthing.',
  },
  licence_ended: {
    happened: 'Your licence for this has ended.',
    money: inHistory,
    next: 'Where it is still on offer you can buy it again.',
  },
  unreachable: {
    happened: 'We could not reach Farthing just now.',
    money: 'You are never charged twice for one order.',
    next: 'Wait a moment and load this page again.',
  },
  refused: {
    happened: 'This cannot be bought at the moment.',
    money: beforeApproval,
    next: 'Please try again later.',
  },
  form_refused: {
    happened: 'What was filled in could not be sent: it is too long, or holds characters that are no text.',
    money: beforeApproval,
    next: 'Shorten it and try again.',
  },
} satisfies Record<string, NoticeWords>

/** What happened, what is known of the money, and what to do now. In English. */
export function noticeWords(notice: Notice): NoticeWords {
  return words[notice]
}

export function isNotice(text: string): text is Notice {
  return Object.hasOwn(words, text)
}
