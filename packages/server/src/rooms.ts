// Every room of the server, each after those that it may import: a room may import only rooms that stand before it. The
// checks read the order here. To add a room: a folder with a `room.ts`, and its line in this list.
import { room as access } from './access/index.ts'
import { room as account } from './account/index.ts'
import { room as act } from './act/index.ts'
import { room as caller } from './caller/index.ts'
import { room as catalog } from './catalog/index.ts'
import { room as chart } from './chart/index.ts'
import { room as console } from './console/index.ts'
import { room as demo } from './demo/index.ts'
import { room as desk } from './desk/index.ts'
import { room as event } from './event/index.ts'
import { room as funding } from './funding/index.ts'
import { room as history } from './history/index.ts'
import { room as identity } from './identity/index.ts'
import { room as incentive } from './incentive/index.ts'
import { room as mandate } from './mandate/index.ts'
import { room as notice } from './notice/index.ts'
import { room as webhook } from './webhook/index.ts'
import { room as pages } from './pages/index.ts'
import { room as platform } from './platform/platform-room.ts'
import { composeRooms } from './platform/room.ts'
import { room as print } from './print/index.ts'
import { room as purchase } from './purchase/index.ts'
import { room as queue } from './queue/index.ts'
import { room as royalty } from './royalty/index.ts'
import { room as staff } from './staff/index.ts'
import { room as vendor } from './vendor/index.ts'
import { room as wallet } from './wallet/index.ts'

export const rooms = composeRooms([
  platform,
  chart,
  event,
  staff,
  caller,
  act,
  queue,
  print,
  vendor,
  account,
  royalty,
  catalog,
  incentive,
  identity,
  wallet,
  access,
  funding,
  mandate,
  purchase,
  webhook,
  notice,
  history,
  console,
  desk,
  demo,
  pages,
])
