import { defineRoom } from '../platform/room.ts'
import { lapseActs } from './approve.ts'
import { claims } from './claims.ts'
import { approveActs, readActs } from './define.ts'
import * as events from './events.ts'
import { finishActs } from './finish.ts'
import { setActRule } from './set-rule.ts'
import { actRules, actUses, staffActs } from './tables.ts'
import { forgetActTexts } from './texts.ts'

/** What this room offers to the whole. */
export const room = defineRoom({
  name: 'act',
  ...claims,
  migrations: new URL('migrations/', import.meta.url),
  tables: [staffActs, actRules, actUses],
  events: Object.values(events),
  permissions: [approveActs, readActs],
  acts: [setActRule],
  work: [finishActs, lapseActs, forgetActTexts],
})
