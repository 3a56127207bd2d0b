// What tests of holds do often.
import { changeVendorOn } from '../vendor/ledger-fixtures.ts'
import type { Capture } from './capture.ts'
import { capturePurchase } from './capture.ts'
import type { World } from './fixtures.ts'
import { answered, anId, attempt, bySweep } from './fixtures.ts'
import { refundPurchase } from './refund.ts'
import { expirePurchase, voidPurchase } from './void.ts'

export const held = async (world: World, holdSeconds = 600): Promise<string> => {
  const purchase = await world.request({ capture: 'manual', holdSeconds })
  answered(await attempt(world, purchase))
  return purchase
}
export const capture = (world: World, purchase: string, change: Partial<Capture> = {}) =>
  world.ledger.submit(
    capturePurchase,
    anId(),
    { purchase, vendor: world.vendor, amountMicros: null, final: false, ...change },
    world.byVendor,
  )
export const voided = (world: World, purchase: string) =>
  world.ledger.submit(voidPurchase, anId(), { purchase, vendor: world.vendor }, world.byVendor)
export const expired = (world: World, purchase: string) =>
  world.ledger.submit(expirePurchase, anId(), { purchase }, bySweep)

export const refunded = (world: World, purchase: string, amountMicros: bigint | null = null) =>
  world.ledger.submit(
    refundPurchase,
    anId(),
    { purchase, vendor: world.vendor, amountMicros, reason: '' },
    world.byVendor,
  )

/** Writes other terms into the vendor's row. */
export const changeVendor = (world: World, changes: Parameters<typeof changeVendorOn>[2]) =>
  changeVendorOn(world.ledger, world.vendor, changes)
