import { t } from '../../words/say.tsx'
import { fileUrl } from '../api.ts'
import { ReasonFirst } from '../parts/reason.tsx'

/** The letter of an item, to print. It holds a name and an address, so each time is a look with its reason. */
export function Letter({ letter }: { letter: string }) {
  return (
    <ReasonFirst>
      {(reason) => (
        <p className="acts">
          <a className="btn sml" href={fileUrl(`/api/desk/letters/${letter}/pdf`, { reason })} target="_blank">
            {t('desk.item.letter')}
          </a>
        </p>
      )}
    </ReasonFirst>
  )
}
