// Who the provider's people are: sealed, apart from payers.
import type { Id, RowOf } from '@farthing/ledger'
import type pg from 'pg'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { sql } from '../platform/sql.ts'
import { staffMembers } from './tables.ts'

const indexOf = (deps: Pick<Deps, 'secrets'>, email: string): Buffer => deps.secrets.index('staff e-mail', email)

/** @param email As `normalizeEmail` gives it. @returns Whether the address was free. */
export async function createStaffPerson(
  deps: Deps,
  { id, name, email }: { readonly id: Id; readonly name: string; readonly email: string },
): Promise<boolean> {
  const key = deps.secrets.newPersonKey(['staff_people', id, 'key_wrapped'])
  const made = await sql`
    INSERT INTO staff_people (id, email_index, email_sealed, name_sealed, key_wrapped, created_at)
    VALUES (${bytesOf(id)}, ${indexOf(deps, email)}, ${key.sealer.seal(['staff_people', id, 'email_sealed'], email)},
            ${key.sealer.seal(['staff_people', id, 'name_sealed'], name)}, ${key.wrapped}, ${deps.clock.now()})
    ON CONFLICT DO NOTHING RETURNING id`.rows(deps.pool)
  return made.length === 1
}

export type StaffCredentials = { readonly staff: Id; readonly passwordHash: string | null }

/** Who has this address, and what proves that it is them; `null`: the invitation was not taken yet. */
export async function staffByEmail(deps: Deps, email: string): Promise<StaffCredentials | undefined> {
  const [row] = await sql<{ id: Buffer; password_hash: string | null }>`
    SELECT id, password_hash FROM staff_people WHERE email_index = ${indexOf(deps, email)}`.rows(deps.pool)
  return row && { staff: hexOf(row.id), passwordHash: row.password_hash }
}

type On = Pick<pg.ClientBase, 'query'>

/** The hash of a person's password; in a transaction it stays what it is until that ends. */
export async function staffPasswordHash(staff: Id, client: pg.ClientBase): Promise<string | null> {
  const [row] = await sql<{ password_hash: string | null }>`
    SELECT password_hash FROM staff_people WHERE id = ${bytesOf(staff)} FOR SHARE`.rows(client)
  return row?.password_hash ?? null
}

export async function setStaffPassword(deps: Deps, staff: Id, passwordHash: string, on: On = deps.pool): Promise<void> {
  await sql`UPDATE staff_people SET password_hash = ${passwordHash} WHERE id = ${bytesOf(staff)}`.rows(on)
}

/** Changes the name under which a person is known. */
export async function setStaffName(deps: Deps, staff: Id, name: string, on: On = deps.pool): Promise<void> {
  const [row] = await sql<PersonRow>`
    SELECT id, name_sealed, email_sealed, key_wrapped FROM staff_people WHERE id = ${bytesOf(staff)}`.rows(on)
  if (row === undefined) throw new Error(`there is no member of staff ${staff}`)
  const key = deps.secrets.personKey(['staff_people', staff, 'key_wrapped'], row.key_wrapped)
  const sealed = key.seal(['staff_people', staff, 'name_sealed'], name)
  await sql`UPDATE staff_people SET name_sealed = ${sealed} WHERE id = ${row.id}`.rows(on)
}

type PersonRow = { id: Buffer; name_sealed: Buffer; email_sealed: Buffer; key_wrapped: Buffer }
export type StaffPerson = { readonly staff: Id; readonly name: string; readonly email: string }

/** Names and addresses of people, by their identifiers; who is not there is left out. */
export async function staffPeople(deps: Deps, staff: readonly Id[]): Promise<Map<Id, StaffPerson>> {
  const wanted = [...new Set(staff)].map(bytesOf)
  const rows = await sql<PersonRow>`
    SELECT id, name_sealed, email_sealed, key_wrapped FROM staff_people WHERE id = ANY(${wanted})`.rows(deps.pool)
  return new Map(rows.map((row) => [hexOf(row.id), opened(deps, row)]))
}

/** One of them. @throws Error where there is none. */
export async function staffPerson(deps: Deps, staff: Id): Promise<StaffPerson> {
  const person = (await staffPeople(deps, [staff])).get(staff)
  if (person === undefined) throw new Error(`there is no member of staff ${staff}`)
  return person
}

/** Everybody who works here or did, in the order of their invitations. */
export async function listStaff(
  deps: Deps,
): Promise<{ readonly person: StaffPerson; readonly member: RowOf<typeof staffMembers> }[]> {
  const rows = await sql<PersonRow>`
    SELECT id, name_sealed, email_sealed, key_wrapped FROM staff_people ORDER BY created_at, id`.rows(deps.pool)
  const seen = await deps.ledger.look({ rows: rows.map(({ id }) => [staffMembers, hexOf(id)] as const) })
  return rows.flatMap((row) => {
    const member = seen.row(staffMembers, hexOf(row.id))
    return member === undefined ? [] : [{ person: opened(deps, row), member }]
  })
}

function opened(deps: Deps, row: PersonRow): StaffPerson {
  const staff = hexOf(row.id)
  const key = deps.secrets.personKey(['staff_people', staff, 'key_wrapped'], row.key_wrapped)
  return {
    staff,
    name: key.open(['staff_people', staff, 'name_sealed'], row.name_sealed),
    email: key.open(['staff_people', staff, 'email_sealed'], row.email_sealed),
  }
}
