// Who and what is there in the demo. All of it is public, so production refuses it.

export const demoPassword = 'wren-on-a-coin'

export const demoPeople = [
  {
    name: 'Maud Ellery',
    email: 'maud@example.com',
    about: 'a reader with $10 in her wallet, and limits',
  },
  { name: 'Tom Okafor', email: 'tom@example.com', about: 'a reader who has only welcome tokens' },
  { name: 'Edith Marsh', email: 'editor@courier.example', about: 'owns The Fenland Courier' },
  { name: 'Jun Takeda', email: 'desk@halfstep.example', about: 'owns Halfstep Records' },
] as const

/**
 * Who works for the provider: each approves what the other prepared. The secrets are those of their authenticator apps, in
 * base 32.
 */
export const demoStaff = [
  {
    name: 'Ines Correia',
    email: 'ines@wallet.example',
    roles: ['support', 'administrator'],
    secret: 'FARTHINGDEMOINESFARTHINGDEMOINES',
    about: 'at the desk: support, and an administrator',
  },
  {
    name: 'Rui Abreu',
    email: 'rui@wallet.example',
    roles: ['finance', 'administrator'],
    secret: 'FARTHINGDEMORUIAFARTHINGDEMORUIA',
    about: 'at the desk: finance, and an administrator',
  },
] as const

/** Its first voucher is redeemed by Maud. */
export const demoVouchers = [
  { code: '25315-54785-51762-70382-75036', micros: 10_000_000n, currency: 'USD' },
  { code: '58094-74254-40538-10572-23653', micros: 5_000_000n, currency: 'USD' },
  { code: '99950-48635-94762-46275-51165', micros: 20_000_000n, currency: 'USD' },
  { code: '77376-95845-40030-54009-29881', micros: 10_000_000n, currency: 'EUR' },
  { code: '55282-15901-74196-65995-16636', micros: 5_000_000n, currency: 'GBP' },
  { code: '36940-09486-15578-36059-41991', micros: 1_000_000_000n, currency: 'JPY' },
] as const

export const demoVendors = {
  courier: {
    name: 'The Fenland Courier',
    owner: 'editor@courier.example',
    letters: { live: 'FenlandCourierDemoKeyLive0000001', test: 'FenlandCourierDemoKeyTest0000001' },
  },
  halfstep: {
    name: 'Halfstep Records',
    owner: 'desk@halfstep.example',
    letters: { live: 'HalfstepRecordsDemoKeyLive000001', test: 'HalfstepRecordsDemoKeyTest000001' },
  },
} as const
export type DemoVendor = keyof typeof demoVendors
