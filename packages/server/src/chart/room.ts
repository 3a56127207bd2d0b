import { defineRoom } from '../platform/room.ts'
import { claims } from './claims.ts'

/** The chart of accounts: it has no tables and no routes of its own. */
export const room = defineRoom({ name: 'chart', ...claims })
