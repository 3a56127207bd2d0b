import { knowPeopleBy } from '../parts/session.ts'
import { signInAt } from '../platform/leave.ts'
import { routerOf } from '../router.ts'
import { start } from '../start.tsx'
import { deskRoute } from './routes.ts'
import { useWhoAtDesk } from './session.ts'

signInAt('/desk/sign-in')
knowPeopleBy(useWhoAtDesk)
start(routerOf([deskRoute]))
