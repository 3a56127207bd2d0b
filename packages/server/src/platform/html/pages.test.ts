import { describe, expect, test } from 'vitest'
import { codesOf } from '../http/problems.ts'
import { problemsOf } from '../room.ts'
import { rooms } from '../../rooms.ts'
import { mailListPage, mailPage, pageAssets, problemPage, sayIn } from './index.ts'

const problems = problemsOf(rooms)
const t = sayIn('en')
const now = BigInt(Date.parse('2026-11-24T10:57:00Z')) * 1_000n
const mail = { id: '0a', to: 'maud@ellery.example', subject: '<b>417 093</b>', at: now, now, timeZone: 'UTC' }

describe('pages of the platform', () => {
  test.each(codesOf(problems))('problem %s has a headline and says what this request did not do', (code) => {
    const page = problemPage({ t, code, title: problems[code].title, detail: null, requestId: null })
    expect(page).toMatch(/<h1>.+<\/h1>/)
    expect(page).toMatch(/nothing was done|took nothing|pay once at most/i)
    expect(page).not.toMatch(/nothing was taken/i) // What others did before, it does not know.
  })

  test('a fault of ours names the request, for whoever is asked', () => {
    expect(problemPage({ t, code: 'internal', title: 'Broken', detail: null, requestId: 'req_1' })).toContain(
      '<span class="id">req_1</span>',
    )
  })

  test('a mail shows as text, its web addresses as links without the full stop', () => {
    const page = mailPage({ t, ...mail, text: 'Go to http://a.localhost:1/b?c=1.\n<script>' })
    expect(page).toContain('<a href="http://a.localhost:1/b?c=1">http://a.localhost:1/b?c=1</a>.\n&lt;script&gt;')
    expect(page).toContain('&lt;b&gt;417 093&lt;/b&gt;')
  })

  test('an empty mailbox teaches the first step', () => {
    expect(mailListPage({ t, now, timeZone: 'UTC', mails: [] })).toContain('Open a wallet: the code')
    expect(mailListPage({ t, now, timeZone: 'UTC', mails: [mail] })).toContain('href="/dev/mail/0a"')
  })

  test('an asset’s path names its bytes', () => {
    for (const asset of pageAssets)
      expect(asset.path).toMatch(/^\/assets\/(page|icon|zone|passkey)\.[0-9a-f]{12}\.(css|svg|js)$/)
  })
})
