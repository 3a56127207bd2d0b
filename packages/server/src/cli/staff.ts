import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { normalizeEmail, sendInvitation } from '../identity/index.ts'
import { migrate } from '../migrate.ts'
import { providerActor } from '../platform/actor.ts'
import { readConfig } from '../platform/config.ts'
import type { Deps } from '../platform/deps.ts'
import { submitOnce } from '../platform/http/submit.ts'
import { StartError, startFailure } from '../platform/start-failure.ts'
import { openProvider } from '../provider.ts'
import type { RoleName } from '../staff/index.ts'
import { beginStaff, createStaffPerson, listStaff, roleNames, staffByEmail } from '../staff/index.ts'

// `npm run staff -- invite EMAIL --name NAME --role administrator` invites the first people who work at the desk, and
// prints the link; once there are two administrators, they invite the others there. `npm run staff -- list` shows who
// works here.

const usage = 'it is `npm run staff -- invite EMAIL --name NAME --role administrator`, or `npm run staff -- list`'

async function main(words: readonly string[]): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const config = readConfig({ ...process.env, FARTHING_LOG_LEVEL: 'warn' })
  if (config.databaseUrl === undefined) throw new StartError('set DATABASE_URL to the database of the provider')
  const { verb, ...invited } = read(words)
  await migrate(config.databaseUrl)
  const provider = await openProvider(config)
  try {
    if (verb === 'list') await list(provider.deps)
    else await invite(provider.deps, invited)
  } finally {
    await provider.close()
  }
}

type Invited = { readonly email: string; readonly name: string; readonly roles: readonly RoleName[] }

function read(words: readonly string[]): Invited & { readonly verb: 'invite' | 'list' } {
  const options = { name: { type: 'string' }, role: { type: 'string', multiple: true } } as const
  const { values, positionals } = parsed(() => parseArgs({ args: [...words], options, allowPositionals: true }))
  const [verb, text = '', ...rest] = positionals
  const nobody = { email: '', name: '', roles: [] }
  if (verb === 'list' && text === '') return { verb, ...nobody }
  if (verb !== 'invite' || rest.length > 0) throw new StartError(usage)
  const email = normalizeEmail(text)
  if (email === undefined) throw new StartError(`${text} is no e-mail address; ${usage}`)
  const name = values.name?.trim().normalize() ?? ''
  if (name === '') throw new StartError(`--name is missing; ${usage}`)
  const wanted = values.role ?? []
  const wrong = wanted.find((each) => roleNames.every((role) => role !== each))
  if (wrong !== undefined || wanted.length === 0)
    throw new StartError(`--role is ${wrong ?? 'missing'}: roles are ${roleNames.join(', ')}`)
  return { verb, email, name, roles: roleNames.filter((role) => wanted.includes(role)) }
}

function parsed<T>(parse: () => T): T {
  try {
    return parse()
  } catch {
    throw new StartError(usage)
  }
}

/** Invites somebody; who was invited before and has not come yet gets another link. */
async function invite(deps: Deps, { email, name, roles }: Invited): Promise<void> {
  const known = await staffByEmail(deps, email)
  const before = (await listStaff(deps)).find(({ person }) => person.staff === known?.staff)
  if (before !== undefined && before.member.status !== 'invited')
    throw new StartError(`${email} works here, or did: an administrator invites them again at the desk`)
  const staff = known?.staff ?? deps.ids.mint()
  const actor = providerActor('npm run staff')
  const isNew = known === undefined
  const result = await submitOnce(deps, deps.ids.mint(), beginStaff, { staff, roles }, { actor })
  if (result.kind === 'refused')
    throw new StartError(
      'there are two administrators: they invite people at the desk, one asks and the other approves',
    )
  if (isNew && !(await createStaffPerson(deps, { id: staff, name, email })))
    throw new StartError(`${email} was invited by somebody else just now`)
  console.log(await sendInvitation(deps, staff))
  console.error('The link is good for 7 days and for one use. It was sent by mail as well.')
}

async function list(deps: Deps): Promise<void> {
  for (const { person, member } of await listStaff(deps))
    console.log([person.email, person.name, member.status, member.roles.join(' ')].join('\t'))
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  console.error(startFailure(error))
  process.exitCode = 1
}
