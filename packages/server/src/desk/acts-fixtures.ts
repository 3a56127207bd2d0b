// Staff do acts over HTTP, as tests need it.
import type { LightMyRequestResponse } from 'fastify'
import type { TestProvider } from '../platform/testing.ts'
import type { TestStaff } from './fixtures.ts'

type Provider = Pick<TestProvider, 'inject'>
let count = 0

export type ActAnswer = {
  readonly act: string
  readonly status: 'done' | 'waiting'
  readonly second_person: string | null
  readonly answer: Record<string, string> | null
  readonly code: string
  readonly param: string
  readonly [fact: string]: unknown
}

export const usd = (amount: string) => ({ amount, currency: 'USD' })

/** An item that no other has. @param amount Of dollars. */
export const goods = (amount = '0.3') => ({
  sku: `goods-${++count}`,
  title: 'A print',
  kind: 'goods',
  price: usd(amount),
})

/** An act, under an attempt of its own unless one is given. */
export const acts = (
  { inject }: Provider,
  who: Pick<TestStaff, 'headers'>,
  name: string,
  input: object,
  given: { readonly attempt?: string; readonly reason?: string } = {},
): Promise<LightMyRequestResponse> =>
  inject({
    method: 'POST',
    url: `/api/desk/acts/${name}`,
    headers: who.headers,
    payload: { attempt: given.attempt ?? `act-attempt-${++count}`, reason: given.reason ?? 'Ticket 1042', input },
  })

/** What an act answered. @throws Error where it was not done, nor prepared. */
export async function acted(...asked: Parameters<typeof acts>): Promise<ActAnswer> {
  const answer = await acts(...asked)
  if (answer.statusCode !== 200) throw new Error(`${asked[2]}: ${answer.statusCode} ${answer.body}`)
  return answer.json<ActAnswer>()
}

/** The code of an act that was refused. */
export const actCode = async (...asked: Parameters<typeof acts>): Promise<string> =>
  (await acts(...asked)).json<ActAnswer>().code

type Line = { readonly what: string; readonly before: unknown; readonly after: unknown }

/** The lines of an act's plan, each written shortly: `wallet 10 USD > 12 USD`. */
export async function planned(
  { inject }: Provider,
  who: Pick<TestStaff, 'headers'>,
  name: string,
  input: object,
): Promise<string[]> {
  const url = `/api/desk/acts/${name}/preview`
  const payload = { reason: 'Ticket 1042', input }
  const answer = await inject({ method: 'POST', url, headers: who.headers, payload })
  if (answer.statusCode !== 200) throw new Error(`${name}: ${answer.statusCode} ${answer.body}`)
  return answer.json<{ lines: Line[] }>().lines.map(({ what, before, after }) => {
    const [from, to] = [shortly(before), shortly(after)]
    return from === '' ? `${what} ${to}` : `${what} ${from} > ${to}`
  })
}

function shortly(value: unknown): string {
  if (value === null) return ''
  const { money, count: counted, word, text, at, id } = value as Record<string, unknown>
  if (money !== undefined) {
    const { amount, currency } = money as { amount: string; currency: string }
    return `${amount} ${currency}`
  }
  return String(counted ?? word ?? text ?? at ?? id)
}

/** A second person approves what was prepared, as they see it. */
export async function approvesAct(
  { inject }: Provider,
  who: Pick<TestStaff, 'headers'>,
  act: string,
): Promise<LightMyRequestResponse> {
  const shown = await inject({ url: `/api/desk/prepared/${act}`, headers: who.headers })
  const { plan_hash } = shown.json<{ plan_hash: string }>()
  return inject({
    method: 'POST',
    url: `/api/desk/prepared/${act}/approve`,
    headers: who.headers,
    payload: { attempt: `approve-attempt-${++count}`, plan_hash },
  })
}
