// Somebody whom mails do not reach is a work item of the provider's people, until the address is confirmed.
import type { Decider, Id } from '@farthing/ledger'
import { done, facts } from '@farthing/ledger'
import type pg from 'pg'
import { providerActor } from '../platform/actor.ts'
import type { Deps } from '../platform/deps.ts'
import { keyOf, toPublic } from '../platform/ids.ts'
import { enqueue } from '../platform/work/store.ts'
import { job } from '../platform/work/work.ts'
import { endWorkItem, openWorkItem, queue } from '../queue/index.ts'
import { permission } from '../staff/index.ts'

export const seeToAddresses = permission('notices.addresses', {
  says: 'See to addresses that mails come back from',
  roles: ['support'],
})

type Unreachable = { readonly user: Id }

export const addressBounced = queue('notice.bounced', facts<Unreachable>(), {
  says: 'Addresses that mails come back from',
  permission: seeToAddresses,
  dueHours: 72,
  acts: [], // It ends by itself: the user confirms the address, by a mail that reaches them.
  tell: ({ user }) => ({ title: 'Mails come back', lines: [{ label: 'User', value: toPublic('usr', user) }] }),
})

type Change = { readonly item: Id } & ({ readonly opens: Unreachable } | { readonly opens: null })

const changeItem: Decider<Change, boolean> = {
  name: 'notice.addressBounced',
  decide: ({ item, opens }, draft, at) =>
    done(
      opens === null
        ? endWorkItem(draft, item, { how: 'confirmed', at })
        : openWorkItem(draft, addressBounced, {
            key: item,
            at,
            subject: { kind: 'user', id: opens.user },
            facts: opens,
          }),
    ),
}

export const queueUnreachable = job<Change>({
  name: 'address bounced',
  maxTries: 1_000,
  async run({ ledger }, change, { id }) {
    await ledger.submit(changeItem, id, change, { actor: providerActor('address bounced') })
  },
})

/**
 * Opens the item, or ends it, as soon as a transaction is committed.
 *
 * @param client In the transaction.
 */
export async function changeUnreachable(
  deps: Pick<Deps, 'clock'>,
  client: Pick<pg.ClientBase, 'query'>,
  change: Change,
): Promise<void> {
  const id = keyOf('address bounced', change.item, change.opens === null ? 'ends' : 'opens')
  await enqueue(client, queueUnreachable, { id, input: change, now: deps.clock.now() })
}
