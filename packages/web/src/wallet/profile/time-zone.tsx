import { Button, NativeSelect } from '@mantine/core'
import type { SubmitEvent } from 'react'
import { Trouble } from '../../parts/trouble.tsx'
import { useDraft } from '../../parts/use-draft.ts'
import { deviceZone, zones } from '../../platform/zones.ts'
import { zoneText } from '../../words/time.ts'
import { useSetTimeZone } from './use-set-time-zone.ts'

/** Where the account's days, weeks and months begin; the device's own zone is offered where it is another. */
export function TimeZone({ zone }: { zone: string }) {
  const { set, busy, thrown, done } = useSetTimeZone()
  const { value: chosen, set: choose } = useDraft('zone')
  const wanted = chosen ?? zone
  const here = deviceZone()
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (wanted !== zone) set(wanted, () => choose(undefined))
  }
  return (
    <section className="card" aria-labelledby="zone">
      <form className="stack tight" onSubmit={submit}>
        <h2 id="zone">Time zone</h2>
        <p className="sm dim">
          Your days begin at 00:00 there: for your limits, in your history and in the console. A change opens no limit
          before its time: the day, the week and the month that run now go on until they are over in both zones.
        </p>
        {thrown !== null && <Trouble thrown={thrown} kept="Your zone is as it was." />}
        <NativeSelect
          label="Your days begin in"
          value={wanted}
          onChange={({ currentTarget }) => choose(currentTarget.value)}
          data={zones(zone, wanted).map((each) => ({ value: each, label: zoneText(each) }))}
        />
        <p className="acts">
          <Button type="submit" variant="filled">
            {busy ? 'Changing' : 'Change the zone'}
          </Button>
          {here !== zone && wanted !== here && (
            <Button onClick={() => choose(here)}>Take this device’s: {zoneText(here)}</Button>
          )}
        </p>
        <p className="sm" role="status">
          {done !== undefined && done === zone && `Your days begin in ${zoneText(zone)} from now on.`}
        </p>
      </form>
    </section>
  )
}
