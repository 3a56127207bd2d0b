import { Link } from '@tanstack/react-router'
import { zoneText } from '../words/time.ts'
import { useHere } from './session.ts'

/** Says which time zone the days and times of a page are in, and where to change it. */
export function ZoneLine() {
  const { zone } = useHere()
  return (
    <p className="xs dim zone-line">
      Days and times are those of <span className="strong">{zoneText(zone)}</span>.{' '}
      <Link to="/wallet/profile" hash="zone">
        Change<span className="vh"> the time zone</span>
      </Link>
    </p>
  )
}
