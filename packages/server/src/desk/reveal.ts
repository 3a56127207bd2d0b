import type { Static } from 'typebox'
import { Type } from 'typebox'
import type { UserFound } from '../identity/index.ts'
import { Nullable, PublicId } from '../platform/http/schemas.ts'
import { toPublic } from '../platform/ids.ts'
import { closed, reasonQuery } from './bodies.ts'

const field = Type.Union([Type.Literal('name'), Type.Literal('email')])
type Field = Static<typeof field>

/** What of people is asked for whole, and why. */
export const RevealBody = Type.Object(
  { ...reasonQuery, fields: Type.Array(field, { minItems: 1, maxItems: 2, uniqueItems: true }) },
  closed,
)

export const Revealed = Type.Object(
  {
    people: Type.Array(
      Type.Object(
        { id: PublicId('usr'), name: Nullable(Type.String()), email: Nullable(Type.String()) },
        { ...closed, description: '`null`: was not asked for.' },
      ),
    ),
  },
  { ...closed, title: 'DeskRevealed' },
)

export const revealedPeople = (users: readonly UserFound[], fields: readonly Field[]): Static<typeof Revealed> => ({
  people: users.map(({ id, name, email }) => ({
    id: toPublic('usr', id),
    name: fields.includes('name') ? name : null,
    email: fields.includes('email') ? email : null,
  })),
})
