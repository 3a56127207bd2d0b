import type { Id, Ledger } from '@farthing/ledger'
import type { TestPayer } from '../account/fixtures.ts'
import { seconds } from '../platform/clock.ts'
import { anId, doneOn } from '../platform/ledger-fixtures.ts'
import type { CreateMandate } from './create.ts'
import { createMandate } from './create.ts'

/** A mandate of half a dollar for a week, for every vendor, unless changed; and the hash of its secret. */
export async function mandateOn(
  ledger: Ledger,
  { payer, user }: TestPayer,
  changes: Partial<CreateMandate> = {},
): Promise<{ readonly mandate: Id; readonly secretHash: string }> {
  const now = await ledger.now()
  const input: CreateMandate = {
    payer,
    user,
    mandate: anId(),
    label: 'Reading list',
    mode: 'live',
    currency: 'USD',
    ceilingMicros: 500_000n,
    perPurchaseMicros: null,
    vendors: null,
    secretHash: 'ab'.repeat(32),
    expiresAt: now + seconds(7n * 86_400n),
    windowEndsAt: now + seconds(1_800),
    ...changes,
  }
  await doneOn(ledger, createMandate, input)
  return { mandate: input.mandate, secretHash: input.secretHash }
}
