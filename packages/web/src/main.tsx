import { consoleRoute } from './console/routes.ts'
import { routerOf } from './router.ts'
import { start } from './start.tsx'
import { walletRoute } from './wallet/routes.ts'

start(routerOf([walletRoute, consoleRoute]))
