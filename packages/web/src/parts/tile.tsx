import { hashOf, initials } from '../words/names.ts'
import { WrenCoin } from './brand.tsx'

const grounds = ['tile', 'tile b', 'tile c', 'tile d']

/** A vendor's initials on its own fixed colour; the provider's mark where the provider itself acted. */
export function Tile({ vendor }: { vendor: { id: string; name: string } | null }) {
  if (vendor === null)
    return (
      <span className="tile wren" aria-hidden="true">
        <WrenCoin />
      </span>
    )
  return (
    <span className={grounds[hashOf(vendor.id) % grounds.length]} aria-hidden="true">
      {initials(vendor.name)}
    </span>
  )
}
