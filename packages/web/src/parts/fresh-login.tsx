import { Button, TextInput } from '@mantine/core'
import { useEffect, useId, useState } from 'react'
import { answered } from '../api/answered.ts'
import { asProblem } from '../api/problem.ts'
import { provider } from '../api/client.ts'
import { t } from '../words/say.tsx'

// What needs a fresh login in wallet and console is refused with `fresh_login_needed`; the desk asks in a way of its own, since its
// browser code is loaded apart. The second factor is shown here, in place: whatever the
// form holds stays, and the same button does it then.

type Proof = { readonly code: string } | { readonly passkey: string }
type Asked = { readonly code: boolean; readonly passkey: object | null }

/** What can be shown. @throws What the provider answered otherwise. */
const askedFor = (): Promise<Asked> => answered(provider.POST('/api/wallet/fresh-login/options'))

const show = (body: Proof): Promise<unknown> => answered(provider.POST('/api/wallet/fresh-login', { body }))

/** What the browser makes of a passkey, as the provider takes it. */
async function passkeyProof(asked: object): Promise<Proof> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(asked as PublicKeyCredentialRequestOptionsJSON)
  const made = await navigator.credentials.get({ publicKey })
  if (!(made instanceof PublicKeyCredential)) throw new Error('no passkey was used')
  return { passkey: JSON.stringify(made.toJSON()) }
}

const canPasskeys = (): boolean =>
  'PublicKeyCredential' in window && 'parseRequestOptionsFromJSON' in PublicKeyCredential

/** For a refusal that a second factor cures. It is no form of its own: it stands inside the one that was refused. */
export function FreshLogin({ code, again }: { code: string; again?: (() => void) | undefined }) {
  return code === 'fresh_login_needed' ? <ShowFactor again={again} /> : null
}

type State = 'asking' | 'busy' | 'wrong' | 'failed' | 'shown'

function ShowFactor({ again }: { again: (() => void) | undefined }) {
  const [asked, setAsked] = useState<Asked>()
  const [typed, setTyped] = useState('')
  const [state, setState] = useState<State>('asking')
  const status = useId()
  useEffect(() => {
    askedFor().then(setAsked, () => setState('failed'))
  }, [])

  const prove = async (proofOf: () => Proof | Promise<Proof>) => {
    setState('busy')
    try {
      await show(await proofOf())
      setState('shown')
      again?.()
    } catch (thrown) {
      setState(asProblem(thrown).code === 'factor_wrong' ? 'wrong' : 'failed')
      // A challenge is answered once: the next try needs another.
      void askedFor().then(setAsked, () => undefined)
    }
  }
  if (state === 'shown') return <p role="status">{t('shared.freshLogin.shown')}</p>
  const { passkey = null } = asked ?? {}
  return (
    <div className="stack tight">
      {passkey !== null && canPasskeys() && (
        <Button size="xs" variant="filled" onClick={() => void prove(() => passkeyProof(passkey))}>
          {t('shared.freshLogin.usePasskey')}
        </Button>
      )}
      {asked?.code === true && (
        <>
          <TextInput
            label={t('shared.freshLogin.code')}
            value={typed}
            inputMode="numeric"
            autoComplete="one-time-code"
            aria-describedby={status}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              void prove(() => ({ code: typed }))
            }}
          />
          <Button size="xs" onClick={() => void prove(() => ({ code: typed }))}>
            {t('shared.freshLogin.confirm')}
          </Button>
        </>
      )}
      <p className="sm" role="status" id={status}>
        {state === 'wrong' && t('shared.freshLogin.wrong')}
        {state === 'failed' && t('shared.freshLogin.failed')}
      </p>
    </div>
  )
}
