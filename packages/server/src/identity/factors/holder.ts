import type { Id } from '@farthing/ledger'

/** Where somebody signs in: payers and vendors' teams at the wallet, the provider's own people at the desk. */
export type Realm = 'wallet' | 'desk'

/** Whose second factors they are. The same identifier in another realm is somebody else. */
export type Holder = { readonly realm: Realm; readonly id: Id }

export const textOf = ({ realm, id }: Holder): string => `${realm} ${id}`
