import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { t } from '../words/say.tsx'
import { setLetters, useLetters } from './keys.ts'

const keys = [
  { key: '/', say: 'desk.keys.search' },
  { key: 'j', say: 'desk.keys.next' },
  { key: 'k', say: 'desk.keys.before' },
  { key: 'Enter', say: 'desk.keys.open' },
  { key: 'Esc', say: 'desk.keys.back' },
  { key: '?', say: 'desk.keys.help' },
] as const

/** What each key does, and the switch for those that are letters. */
export function KeyHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const letters = useLetters()
  useEffect(() => {
    if (open) dialog.current?.showModal()
    else dialog.current?.close()
  }, [open])
  return (
    <dialog ref={dialog} className="card key-help" aria-labelledby="keys-title" onClose={onClose}>
      {open && (
        <div className="stack tight">
          <h2 id="keys-title">{t('desk.keys.title')}</h2>
          <dl className="facts">
            {keys.map(({ key, say }) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{t(say)}</dd>
              </div>
            ))}
          </dl>
          <label className="tick">
            <input
              type="checkbox"
              checked={letters}
              onChange={({ currentTarget }) => setLetters(currentTarget.checked)}
            />
            {t('desk.keys.letters')}
          </label>
          <p className="acts">
            <Button size="xs" variant="filled" onClick={onClose}>
              {t('desk.keys.close')}
            </Button>
          </p>
        </div>
      )}
    </dialog>
  )
}
