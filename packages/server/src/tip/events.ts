// What happens to a tip, as the log says it and as it is told.
import type { Id } from '@farthing/ledger'
import type { Asset } from '../chart/index.ts'
import { assetCurrency } from '../chart/index.ts'
import type { HistoryLine, Telling } from '../event/index.ts'
import { facts, movement } from '../event/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import { toPublic } from '../platform/ids.ts'
import { toMoney } from '../platform/money.ts'
import { vendors } from '../vendor/index.ts'
import type { TipRow } from './tables.ts'
import { tips } from './tables.ts'

type TipFacts = { tip: Id; payer: Id; vendor: Id; micros: string; asset: Asset }

export const factsOf = (tip: Id, { payer, vendor, micros, asset }: Omit<TipRow, 'counted'>): TipFacts => ({
  tip,
  payer,
  vendor,
  micros: micros.toString(),
  asset,
})

const meanings = {
  tip: 'the tip',
  payer: 'who gave it',
  vendor: 'to whom',
  micros: 'how much, in micro-units',
  asset: 'of what',
}

export const tipGiven = movement('tip.given', facts<TipFacts>(), {
  says: 'a payer gave a vendor a tip: it is held until the vendor accepts it',
  facts: meanings,
  history: { kinds: ['tip'], line: (of, telling) => line('tip', of, telling) },
  webhook: webhook('tip.given'),
})

export const tipAccepted = movement('tip.accepted', facts<TipFacts>(), {
  says: 'the vendor accepted a tip: it is theirs',
  facts: meanings,
  history: { kinds: ['tip'], line: (of, telling) => line('tip', of, telling) },
})

export const tipExpired = movement('tip.expired', facts<TipFacts>(), {
  says: 'nobody accepted a tip in time: it went back to the payer',
  facts: meanings,
  history: { kinds: ['release'], line: (of, telling) => line('release', of, telling) },
  webhook: webhook('tip.expired'),
})

export const tipRefunded = movement('tip.refunded', facts<TipFacts>(), {
  says: 'the vendor gave an accepted tip back',
  facts: meanings,
  history: { kinds: ['refund'], line: (of, telling) => line('refund', of, telling) },
  webhook: webhook('tip.refunded'),
})

function line<const Kind extends string>(kind: Kind, of: TipFacts, { looks }: Telling): HistoryLine<Kind> {
  const name = looks.row(vendors, of.vendor)?.name ?? ''
  return { kind, title: `A tip for ${name}`, vendor: { id: of.vendor, name }, purchase: null }
}

function webhook(type: string) {
  return {
    type,
    to: ({ vendor }: TipFacts) => ({ vendor, mode: 'live' as const }),
    data(of: TipFacts, { looks, happened }: Telling) {
      const row = looks.row(tips, of.tip)
      if (row === undefined) throw new Error(`tip ${of.tip} is not to be seen yet`)
      return {
        id: toPublic('tip', of.tip),
        object: 'tip',
        amount: toMoney(BigInt(of.micros), assetCurrency(of.asset)),
        thanks: row.thanks,
        at: toRfc3339(happened.at),
      }
    },
  }
}
