import { Button, TextInput } from '@mantine/core'
import { useLayoutEffect, useRef, useState, type SubmitEvent } from 'react'
import { asProblem } from '../../api/problem.ts'
import { Trouble } from '../../parts/trouble.tsx'
import { useDraft } from '../../parts/use-draft.ts'
import { t } from '../../words/say.tsx'
import { sentText } from '../../words/trouble.ts'
import { Arrived } from './arrived.tsx'
import { useRedeem } from './use-redeem.ts'
import { caretAfter, grouped } from './voucher-code.ts'

const ofTheCode = new Set(['voucher_unknown', 'voucher_used', 'voucher_expired'])

/** One field and one button; a refusal that concerns the number is said below the number. */
export function Redeem() {
  const { redeem, busy, arrived, thrown } = useRedeem()
  const [empty, setEmpty] = useState(false)
  const draft = useDraft('voucher')
  const code = draft.value ?? ''
  const problem = thrown === null ? undefined : asProblem(thrown)
  const inField = problem !== undefined && (ofTheCode.has(problem.code) || problem.param === 'code')

  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setEmpty(code === '')
    if (code !== '') redeem(code, () => draft.set(undefined))
  }
  return (
    <section className="sheet" aria-labelledby="voucher">
      <form className="in-sheet" onSubmit={submit}>
        {arrived && <Arrived {...arrived} />}
        {problem && !inField && <Trouble thrown={thrown} kept={t('wallet.funds.voucher.stillGood')} />}
        <div className="stack tight">
          <h2 id="voucher">{t('wallet.funds.voucher.heading')}</h2>
          <p className="dim">{t('wallet.funds.voucher.how')}</p>
        </div>
        <CodeField
          code={code}
          onCode={draft.set}
          error={empty ? t('wallet.funds.voucher.missing') : inField ? refusalOf(problem) : undefined}
        />
        <p className="acts">
          <Button type="submit" variant="filled">
            {busy ? t('wallet.funds.voucher.adding') : t('wallet.funds.voucher.add')}
          </Button>
        </p>
      </form>
    </section>
  )
}

function refusalOf(problem: ReturnType<typeof asProblem>): string {
  return sentText(problem, t('wallet.funds.voucher.kept'))
}

type FieldProps = { code: string; onCode: (code: string) => void; error: string | undefined }

function CodeField({ code, onCode, error }: FieldProps) {
  const input = useRef<HTMLInputElement>(null)
  const [caret, setCaret] = useState<number>()
  useLayoutEffect(() => {
    if (caret !== undefined && document.activeElement === input.current) input.current?.setSelectionRange(caret, caret)
  }, [caret, code])
  return (
    <div className="code-field">
      <TextInput
        ref={input}
        label={t('wallet.funds.voucher.number')}
        description={t('wallet.funds.voucher.digits')}
        autoComplete="off"
        inputMode="numeric"
        placeholder="12345-67890-12345-67890-12345"
        value={code}
        error={error}
        onChange={({ currentTarget: { value, selectionStart } }) => {
          onCode(grouped(value))
          setCaret(caretAfter(value, selectionStart ?? value.length))
        }}
      />
    </div>
  )
}
