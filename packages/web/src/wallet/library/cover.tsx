import type { ReactNode } from 'react'
import type { LibraryItem } from '../../api/shapes.ts'
import { hashOf, initials } from '../../words/names.ts'

/** Lines of one drawing, made of the item's hash so that no two are alike and each stays the same. */
type Motif = (hash: number) => ReactNode

const times = (number: number): number[] => Array.from({ length: number }, (_, place) => place)
const turn = (hash: number, place: number, range: number): number => ((hash >>> (place * 3)) & 31) % range

const motifs: readonly Motif[] = [
  // A skyline over a level land.
  (hash) => (
    <>
      <path
        d={times(5)
          .map((row) => `M0 ${62 + row * 8}h100`)
          .join('')}
      />
      <path
        fill="currentColor"
        stroke="none"
        d={times(4)
          .map((house) => `M${12 + house * 20} 62V${24 + turn(hash, house, 30)}h${7 + turn(hash, house + 4, 9)}V62z`)
          .join('')}
      />
    </>
  ),
  // A record.
  (hash) => (
    <>
      {times(3).map((ring) => (
        <circle key={ring} cx="50" cy="46" r={38 - ring * (5 + turn(hash, ring, 4))} />
      ))}
      <circle cx="50" cy="46" r={8 + turn(hash, 5, 6)} fill="currentColor" stroke="none" />
    </>
  ),
  // A tide.
  (hash) => {
    const rise = 10 + turn(hash, 1, 16)
    return (
      <path
        d={times(3)
          .map((row) => `M0 ${38 + row * 13}c12 ${-rise} 25 ${-rise} 37 0s25 ${rise} 38 0 19-14 25-12`)
          .join('')}
      />
    )
  },
  // A height on a map.
  (hash) => {
    const lean = turn(hash, 2, 14) - 7
    return times(4).map((ring) => (
      <ellipse
        key={ring}
        cx={52 + lean * ring * 0.4}
        cy={46 - ring * 2}
        rx={42 - ring * 10}
        ry={31 - ring * 7.5}
        transform={`rotate(${-18 + lean} 50 46)`}
      />
    ))
  },
  // Lines of a text.
  (hash) => (
    <path
      strokeWidth="3"
      d={times(6)
        .map((line) => `M14 ${18 + line * 9}h${44 + turn(hash, line, 28)}`)
        .join('')}
    />
  ),
]

const grounds = ['k1', 'k2', 'k3', 'k4']

/** A cover where the vendor sent none: the ground is the vendor's, the drawing the item's. */
export function Cover({ item }: { item: LibraryItem }) {
  const hash = hashOf(item.entitlement)
  const draw = motifs[hash % motifs.length]
  return (
    <span className={`cover ${grounds[hashOf(item.vendor.id) % grounds.length] ?? ''}`} aria-hidden="true">
      <svg viewBox="0 0 100 100" fill="none" stroke="currentColor" strokeWidth="1.5">
        {draw?.(hash)}
      </svg>
      <b>{initials(item.item_title)}</b>
    </span>
  )
}
