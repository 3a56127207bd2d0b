/** Why the page that was paid for does not show, as a code that travels in `?farthing_notice=`. */
export type Notice = keyof typeof words

export type NoticeWords = { happened: string; money: string; next: string }

const words = {
  cancelled: {
    happened: 'You left without buying.',
    money: 'Nothing was taken.',
    next: 'It is still here when you want it.',
  },
  declined: {
    happened: 'The purchase did not go through.',
    money: 'Nothing was taken.',
    next: 'Try again, or see your limits and tokens at Farthing.',
  },
  other_browser: {
    happened: 'This purchase was begun in another browser, or this one keeps no cookies.',
    money: 'What you paid for is kept in your library.',
    next: 'Open it from your library at Farthing.',
  },
  mismatch: {
    happened: 'What came back is not what was ordered here.',
    money: 'Nothing further was taken.',
    next: 'What you bought is in your library at Farthing.',
  },
  token_invalid: {
    happened: 'The link back from Farthing is not whole.',
    money: 'Nothing further was taken.',
    next: 'Open it from your library at Farthing.',
  },
  token_expired: {
    happened: 'The link back from Farthing was too old.',
    money: 'What you paid for is kept in your library.',
    next: 'Open it from your library at Farthing.',
  },
  token_used: {
    happened: 'That link has been used already; each works once.',
    money: 'Nothing further was taken.',
    next: 'Open it from your library at Farthing.',
  },
  licence_ended: {
    happened: 'Your licence for this has ended.',
    money: 'Nothing was taken.',
    next: 'You can buy it again below.',
  },
  unreachable: {
    happened: 'We could not reach Farthing just now.',
    money: 'You are never charged twice for one order.',
    next: 'Wait a moment and load this page again.',
  },
  refused: {
    happened: 'This cannot be bought at the moment.',
    money: 'Nothing was taken.',
    next: 'Please try again later.',
  },
  form_refused: {
    happened: 'What was filled in could not be sent: it is too long, or holds signs that are not text.',
    money: 'Nothing was taken.',
    next: 'Shorten it and try again.',
  },
} satisfies Record<string, NoticeWords>

/** What happened, what did not happen to the money, and what to do now. In English. */
export function noticeWords(notice: Notice): NoticeWords {
  return words[notice]
}

export function isNotice(text: string): text is Notice {
  return Object.hasOwn(words, text)
}
