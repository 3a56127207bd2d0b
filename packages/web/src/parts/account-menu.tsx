import { Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { forgetDrafts } from '../platform/drafts.ts'
import { initials } from '../words/names.ts'
import { t } from '../words/say.tsx'
import { useSession } from './session.ts'

/** Who is signed in, the vendors they work for, and the way out. */
export function AccountMenu() {
  const { data } = useSession()
  const leave = useRef<HTMLFormElement>(null)
  const name = data?.user.name ?? ''
  return (
    <>
      <Menu position="bottom-end" width={260} shadow="md">
        <Menu.Target>
          <button type="button" className="who-button">
            <span className="face" aria-hidden="true">
              {initials(name)}
            </span>
            <span className="who-name">
              {name === '' ? <span className="vh">{t('shared.account.unknown')}</span> : name}
            </span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{data?.user.email ?? data?.user.number ?? t('shared.account.signedIn')}</Menu.Label>
          <Menu.Item component="a" href="/wallet">
            {t('shared.account.wallet')}
          </Menu.Item>
          <Menu.Item renderRoot={(props) => <Link to="/wallet/profile" {...props} />}>
            {t('shared.account.profile')}
          </Menu.Item>
          {(data?.vendors.length ?? 0) > 0 && (
            <Menu.Item component="a" href="/security">
              {t('shared.account.security')}
            </Menu.Item>
          )}
          {data?.vendors.map((vendor) => (
            <Menu.Item
              key={vendor.id}
              renderRoot={(props) => <Link to="/console/$ven" params={{ ven: vendor.id }} {...props} />}
            >
              {t('shared.account.console', { vendor: vendor.name })}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => leave.current?.requestSubmit()}>{t('shared.account.signOut')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <form ref={leave} method="post" action="/sign-out" hidden onSubmit={forgetDrafts} />
    </>
  )
}
