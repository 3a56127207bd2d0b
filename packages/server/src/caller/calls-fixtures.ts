// What the contract calls for people who call: accounts, letters, verifying, reading out.
import type { Calls } from '../contract/calls-fixtures.ts'
import { lookTables, nothing } from '../contract/calls-fixtures.ts'
import type { World } from '../contract/world-fixtures.ts'
import { callsOfAct } from '../desk/calls-fixtures.ts'
import { aUser } from '../identity/fixtures.ts'
import { staffActor } from '../platform/actor.ts'
import { fromPublic, toPublic } from '../platform/ids.ts'
import { answerForCaller, askCaller, keepQuestion } from './index.ts'

const reason = 'they called'
const maud = { name: 'Maud Ellery', time_zone: 'Europe/London', currency: 'GBP' }
const accountOf = async ({ provider }: World) => toPublic('acc', (await aUser(provider)).account)

/** An account that the desk opened, with a letter to print. */
async function openedByLetter(world: World): Promise<{ readonly opening: string; readonly account: string }> {
  const payload = { attempt: world.unique('attempt'), reason, input: { ...maud, postal_address: ['4 Quay Street'] } }
  const url = '/api/desk/acts/account.open'
  const answer = await world.provider.inject({ method: 'POST', url, headers: world.desk.headers, payload })
  return answer.json<{ answer: { opening: string; account: string } }>().answer
}

/** Another letter for the same account: the one before has ended. */
async function openAnother(world: World, account: string): Promise<void> {
  const payload = { attempt: world.unique('attempt'), reason, input: { account } }
  const url = '/api/desk/acts/account.letter'
  await world.provider.inject({ method: 'POST', url, headers: world.desk.headers, payload })
}

/** A question that was asked of the owner of an account; its right answer is `yes`. */
async function asked(world: World, kind: 'email' | 'mail_code', acc: string): Promise<string> {
  const { deps } = world.provider
  const [question, { staff }] = [deps.ids.mint(), world.desk]
  await keepQuestion(deps, question, { kind, answer: kind === 'email' ? 'yes' : '123456', choices: null })
  const input = { question, staff, payer: fromPublic('acc', acc) ?? '', kind, reason }
  await deps.ledger.submit(askCaller, deps.ids.mint(), input, { actor: staffActor(staff, reason) })
  return question
}

/** The owner of an account, verified for who is at the desk. */
async function verified(world: World): Promise<{ readonly acc: string; readonly email: string }> {
  const { account, email } = await aUser(world.provider)
  const acc = toPublic('acc', account)
  const { deps } = world.provider
  const [question, { staff }] = [await asked(world, 'mail_code', acc), world.desk]
  const input = { question, staff, isRight: true, reason }
  await deps.ledger.submit(answerForCaller, deps.ids.mint(), input, { actor: staffActor(staff, reason) })
  return { acc, email }
}

const doing = (world: World, input: Record<string, unknown>) => ({
  body: { attempt: world.unique('attempt'), reason, input },
})

const calls: Calls = {
  ...callsOfAct('AccountOpen', (world) => ({ ...maud, email: `${world.unique('maud')}@ellery.example` }), {
    keeps: ['act_texts'],
    refused: {
      invalid_request: (world) => doing(world, maud),
      async account_exists(world) {
        const { email } = await verified(world)
        return doing(world, { ...maud, email })
      },
    },
  }),
  ...callsOfAct('AccountOpenWallet', async (world) => ({ account: await accountOf(world), currency: 'EUR' }), {
    refused: {
      not_found: (world) => doing(world, { account: nothing('acc'), currency: 'EUR' }),
      wallet_open: async (world) => doing(world, { account: await accountOf(world), currency: 'USD' }),
    },
  }),
  ...callsOfAct('AccountLetter', async (world) => ({ account: (await openedByLetter(world)).account }), {
    refused: {
      not_found: (world) => doing(world, { account: nothing('acc') }),
      invalid_request: async (world) => doing(world, { account: await accountOf(world) }),
    },
  }),
  ...callsOfAct('LetterPrinted', async (world) => ({ letter: (await openedByLetter(world)).opening }), {
    refused: { letter_ended: (world) => doing(world, { letter: nothing('opn') }) },
  }),
  printLetter: {
    good: async (world) => ({ params: { opn: (await openedByLetter(world)).opening }, query: { reason } }),
    keeps: lookTables,
    refused: {
      async letter_ended(world) {
        const { opening, account } = await openedByLetter(world)
        await openAnother(world, account)
        return { params: { opn: opening }, query: { reason } }
      },
    },
  },
  deskCaller: { good: async (world) => ({ params: { acc: await accountOf(world) } }) },
  askCaller: {
    good: async (world) => ({
      params: { acc: await accountOf(world) },
      body: { attempt: world.unique('attempt'), reason, way: 'questions' },
    }),
    keeps: ['caller_answers'],
    refused: {
      async no_question(world) {
        const { account } = await aUser(world.provider, { emailVerified: false })
        const body = { attempt: world.unique('attempt'), reason, way: 'mail_code' }
        return { params: { acc: toPublic('acc', account) }, body }
      },
    },
  },
  answerForCaller: {
    good: async (world) => ({
      params: { cvq: toPublic('cvq', await asked(world, 'email', await accountOf(world))) },
      body: { attempt: world.unique('attempt'), reason, answer: 'yes' },
    }),
    refused: {
      not_found: (world) => ({
        params: { cvq: nothing('cvq') },
        body: { attempt: world.unique('attempt'), reason, answer: 'yes' },
      }),
    },
  },
  readOut: {
    good: async (world) => ({ params: { acc: (await verified(world)).acc }, query: { reason } }),
    keeps: lookTables,
    refused: { caller_unverified: async (world) => ({ params: { acc: await accountOf(world) }, query: { reason } }) },
  },
}

export default calls
