// The provider's own people in browsers of their own.
import type { World } from '@farthing/demo/world'
import { generate } from 'otplib'
import type { Browser, Page } from 'playwright-core'
import { signIn } from './people.ts'

/** Somebody of the demo's staff in a browser of their own, signed in with password and authenticator app. */
export async function atDesk(browser: Browser, world: World, email: string): Promise<Page> {
  const person = world.seeded.staff.find((each) => each.email === email)
  if (person === undefined) throw new Error(`nobody with the address ${email} works for the demo`)
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  context.setDefaultTimeout(30_000)
  const page = await context.newPage()
  await page.goto(`${world.url}/desk`)
  await page.waitForURL('**/desk/sign-in?next=%2Fdesk')
  await signIn(page, person)
  await page.getByLabel('Code').fill(await codeOf(world, person))
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('heading', { name: `Good day, ${person.name}` }).waitFor()
  return page
}

/** The code that an authenticator app shows now. */
const codeOf = (world: World, { secret }: { secret: string }): Promise<string> =>
  generate({ secret, epoch: Number(world.clock.now() / 1_000_000n) })

/** Says why one looks, where the page asks. */
export async function giveReason(page: Page, reason: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Reason' }).fill(reason)
  await page.getByRole('button', { name: 'Go on' }).click()
}

/** A call of the desk's API with the browser's own session. */
export async function asks<Body>(page: Page, path: string, body?: object): Promise<Body> {
  const answer = await page.evaluate(
    async ([url, sent]) => {
      const init = sent === null ? {} : { method: 'POST', body: sent, headers: { 'content-type': 'application/json' } }
      const response = await fetch(url, init)
      return { status: response.status, body: (await response.json()) as unknown }
    },
    [path, body === undefined ? null : JSON.stringify(body)] as const,
  )
  if (answer.status >= 400) throw new Error(`${path}: ${JSON.stringify(answer)}`)
  return answer.body as Body
}
