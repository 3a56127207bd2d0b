import { Button, NativeSelect } from '@mantine/core'
import type { SubmitEvent } from 'react'
import { Trouble } from '../../parts/trouble.tsx'
import { useDraft } from '../../parts/use-draft.ts'
import { deviceZone, zones } from '../../platform/zones.ts'
import { t } from '../../words/say.tsx'
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
        <h2 id="zone">{t('wallet.profile.zone.heading')}</h2>
        <p className="sm dim">{t('wallet.profile.zone.how')}</p>
        {thrown !== null && <Trouble thrown={thrown} kept={t('wallet.profile.zone.kept')} />}
        <NativeSelect
          label={t('wallet.profile.zone.label')}
          value={wanted}
          onChange={({ currentTarget }) => choose(currentTarget.value)}
          data={zones(zone, wanted).map((each) => ({ value: each, label: zoneText(each) }))}
        />
        <p className="acts">
          <Button type="submit" variant="filled">
            {busy ? t('wallet.profile.zone.changing') : t('wallet.profile.zone.change')}
          </Button>
          {here !== zone && wanted !== here && (
            <Button onClick={() => choose(here)}>{t('wallet.profile.zone.device', { zone: zoneText(here) })}</Button>
          )}
        </p>
        <p className="sm" role="status">
          {done !== undefined && done === zone && t('wallet.profile.zone.done', { zone: zoneText(zone) })}
        </p>
      </form>
    </section>
  )
}
