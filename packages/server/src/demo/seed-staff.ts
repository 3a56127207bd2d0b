// The provider's own people in the demo, something in a queue, and an act that waits for a second person.
import type { Decider, Id } from '@farthing/ledger'
import { done } from '@farthing/ledger'
import { actNamed, performAct } from '../act/index.ts'
import { workGivenUp } from '../desk/index.ts'
import { giveAuthenticator, hashPassword } from '../identity/index.ts'
import { providerActor } from '../platform/actor.ts'
import type { Deps } from '../platform/deps.ts'
import { submitOnce } from '../platform/http/submit.ts'
import { keyOf, whole } from '../platform/ids.ts'
import { openWorkItem } from '../queue/index.ts'
import { activateStaff, beginStaff, createStaffPerson, setStaffPassword, staffByEmail } from '../staff/index.ts'
import { demoPassword, demoStaff } from './people.ts'

const byDemo = { actor: providerActor('demo') }

/** Puts them there, once; what is missing after a kill is mended by the next start. */
export async function seedStaff(deps: Deps): Promise<void> {
  const [ines, rui] = demoStaff
  await seedPerson(deps, ines)
  const preparer = await seedPerson(deps, rui)
  const key = keyOf('demo work')
  await submitOnce(deps, keyOf('demo open work'), openDemoWork, { key }, byDemo)
  const input = { act: 'staff.end', when: 'always' }
  const act = actNamed(deps, 'act.set_rule')
  const parsed = await act.parse(deps, input, {
    staff: preparer,
    id: (what) => keyOf(what),
    keep: () => Promise.reject(new Error('it keeps no text')),
  })
  const reason = 'Nobody shall lose their access by one press'
  const asked = { attempt: 'demo-act-rule', staff: preparer, reason, planHash: null, input: parsed }
  await performAct(deps, act, asked)
}

const openDemoWork: Decider<{ readonly key: Id }, boolean> = {
  name: 'demo.open_work',
  decide: ({ key }, draft, at) =>
    done(
      openWorkItem(draft, workGivenUp, {
        key,
        at,
        subject: { kind: 'work_item', id: key },
        facts: { job: key, name: 'mail to a town that has no post' },
      }),
    ),
}

async function seedPerson(deps: Deps, { name, email, roles, secret }: (typeof demoStaff)[number]): Promise<Id> {
  const staff = whole(keyOf('demo staff', email))
  await submitOnce(deps, keyOf('demo begin', email), beginStaff, { staff, roles: [...roles] }, byDemo)
  await createStaffPerson(deps, { id: staff, name, email })
  if ((await staffByEmail(deps, email))?.passwordHash === null)
    await setStaffPassword(deps, staff, await hashPassword(deps, demoPassword))
  await giveAuthenticator(deps, { realm: 'desk', id: staff }, secret)
  await submitOnce(deps, keyOf('demo activate', email), activateStaff, { staff }, byDemo)
  return staff
}
