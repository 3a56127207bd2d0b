import console from './console.ts'
import desk from './desk.ts'
import mails from './mails.ts'
import notices from './notices.ts'
import pages from './pages.ts'
import print from './print.ts'
import server from './server.ts'
import shared from './shared.ts'
import wallet from './wallet.ts'

/** All messages in English, by area. The other languages have the same keys. */
export const english = { shared, server, pages, mails, print, wallet, console, desk, notices } as const
export type English = typeof english
