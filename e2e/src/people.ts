// What a person does on the provider's pages, by what they read there.
import type { World } from '@farthing/demo/world'
import type { Page } from 'playwright-core'

export type Person = { readonly name: string; readonly email: string; readonly password: string }

/** From a page with “Open a wallet” on it, to where it led back to. */
export async function openWallet(page: Page, world: World, person: Person): Promise<void> {
  await page.getByRole('link', { name: 'Open a wallet' }).click()
  await page.getByLabel('Name').fill(person.name)
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByLabel('Password').fill(person.password)
  await page.getByRole('button', { name: 'Open a wallet' }).click()
  await page.getByLabel('Code from the e-mail').fill(await codeFor(page, world, person))
  await page.getByRole('button', { name: 'Confirm' }).click()
}

/** The newest mail to a person, read at `/dev/mail` as they would. */
export async function mailFor(page: Page, world: World, { email }: Pick<Person, 'email'>): Promise<string> {
  const mailbox = await page.context().newPage()
  await mailbox.goto(`${world.url}/dev/mail`)
  await mailbox.locator('li', { hasText: email }).first().getByRole('link').click()
  const text = await mailbox.locator('main').innerText()
  await mailbox.close()
  return text
}

async function codeFor(page: Page, world: World, person: Person): Promise<string> {
  const text = await mailFor(page, world, person)
  const code = /\b\d{3} \d{3}\b/.exec(text)?.[0]
  if (code === undefined) throw new Error(`the mail has no code: ${text}`)
  return code
}

/** Fills the sign-in form that is on the page. */
export async function signIn(page: Page, { email, password }: Pick<Person, 'email' | 'password'>): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: /^Sign in/ }).click()
}

/** Somebody whom the demo has: `maud@example.com`. */
export function demoPerson(world: World, email: string): Person {
  const person = world.seeded.people.find((each) => each.email === email)
  if (person === undefined) throw new Error(`the demo has nobody at ${email}`)
  return person
}
