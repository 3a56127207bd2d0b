import { Menu } from '@mantine/core'
import { useRef } from 'react'
import { forgetDrafts } from '../platform/drafts.ts'
import { initials } from '../words/names.ts'
import { listText, t } from '../words/say.tsx'
import { said } from './parts/codes.ts'
import { setReason } from './parts/reason.tsx'
import { useDeskSession } from './session.ts'

/** Who is at the desk, their factors, the keys, and the way out. */
export function StaffMenu({ onKeys }: { onKeys: () => void }) {
  const { data } = useDeskSession()
  const leave = useRef<HTMLFormElement>(null)
  const name = data?.staff.name ?? ''
  return (
    <>
      <Menu position="bottom-end" width={260} shadow="md">
        <Menu.Target>
          <button type="button" className="who-button">
            <span className="face" aria-hidden="true">
              {initials(name)}
            </span>
            <span className="who-name">{name === '' ? t('desk.menu.account') : name}</span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {name}
            {data !== undefined && data.roles.length > 0 && (
              <>
                <br />
                {listText(data.roles.map((role) => said('role', role)))}
              </>
            )}
          </Menu.Label>
          <Menu.Item component="a" href="/desk/security">
            {t('desk.menu.security')}
          </Menu.Item>
          <Menu.Item onClick={onKeys}>{t('desk.menu.keys')}</Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => leave.current?.requestSubmit()}>{t('desk.menu.signOut')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <form
        ref={leave}
        method="post"
        action="/desk/sign-out"
        hidden
        onSubmit={() => {
          forgetDrafts()
          setReason('')
        }}
      />
    </>
  )
}
