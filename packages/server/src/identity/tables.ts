import { defineTable, id } from '@farthing/ledger'

/** The latest letter with a code of whoever gets letters. Keyed by the user. */
export const userLetters = defineTable('user_letters', { letter: id() })
