import { openWorld } from '@farthing/demo/world'
import type { World } from '@farthing/demo/world'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPhone, axeFindings, openBrowser, sidewaysFindings, smallTargets } from './browser.ts'
import { demoPerson, mailFor, signIn } from './people.ts'

let world: World
let browser: Browser

beforeAll(async () => {
  ;[world, browser] = await Promise.all([openWorld(), openBrowser()])
}, 120_000)

afterAll(async () => {
  await browser.close()
  await world.close()
})

/** Gives the page's browser an authenticator that says yes. */
async function withAuthenticator(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}
const findings = async (page: Page): Promise<string[]> => [
  ...(await axeFindings(page)),
  ...(await sidewaysFindings(page)),
  ...(await smallTargets(page)),
]

test(
  'T21: a passkey is added and then asked for at each sign-in; a recovery code stands in for it',
  { timeout: 120_000 },
  async () => {
    const jun = demoPerson(world, 'desk@halfstep.example')
    const page = await (await aPhone(browser)).newPage()
    await withAuthenticator(page)
    await page.goto(`${world.url}/sign-in?next=%2Fsecurity`)
    await signIn(page, jun)
    const found = await findings(page)
    await page.getByLabel('What the new passkey is called').fill('My phone')
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor()
    const [code = ''] = await page.locator('code').allInnerTexts()
    found.push(...(await findings(page)))
    await page.getByRole('link', { name: 'I have kept them' }).click()
    expect(await page.locator('main').innerText()).toContain('My phone')
    expect(await mailFor(page, world, jun)).toContain('My phone')

    await page.context().clearCookies()
    await page.goto(`${world.url}/sign-in?next=%2Fsecurity`)
    await signIn(page, jun)
    await page.getByRole('heading', { name: 'One more step' }).waitFor()
    found.push(...(await findings(page)))
    await page.getByRole('button', { name: 'Use a passkey' }).click()
    await page.getByRole('heading', { name: 'Security' }).waitFor()

    // Another browser, without script and without the passkey.
    const other = await (await aPhone(browser, { javaScriptEnabled: false, colorScheme: 'dark' })).newPage()
    await other.goto(`${world.url}/sign-in?next=%2Fsecurity`)
    await signIn(other, jun)
    expect(await other.getByRole('button', { name: 'Use a passkey' }).isVisible()).toBe(false)
    await other.getByLabel('Code').fill(code)
    await other.getByRole('button', { name: 'Go on' }).click()
    await other.getByRole('heading', { name: 'Security' }).waitFor()
    await other.getByRole('button', { name: 'Add an authenticator app' }).click()
    expect(await other.getByRole('img', { name: /QR code/ }).isVisible()).toBe(true)
    expect(found).toEqual([])
  },
)
