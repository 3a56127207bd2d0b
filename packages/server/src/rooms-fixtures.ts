// The provider with a room more, which exists to show how one is made: docs/new-room.md. It is in no provider that runs.
import { composeRooms } from './platform/room.ts'
import { rooms } from './rooms.ts'
import { room as tip } from './tip/index.ts'

/** The root's list with one line more. */
export const roomsWithTip = composeRooms([...rooms, tip])
