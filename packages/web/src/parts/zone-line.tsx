import { Link } from '@tanstack/react-router'
import { Rich } from '../words/say.tsx'
import { zoneText } from '../words/time.ts'
import { useHere } from './session.ts'

/** Says which time zone the days and times of a page are in, and where to change it. */
export function ZoneLine() {
  const { zone } = useHere()
  return (
    <p className="xs dim zone-line">
      <Rich
        say="shared.parts.zone"
        with={{
          zone: zoneText(zone),
          link: (inside) => (
            <Link to="/wallet/profile" hash="zone">
              {inside}
            </Link>
          ),
        }}
      />
    </p>
  )
}
