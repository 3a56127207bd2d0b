// One version as a process of its own, which measures a window whenever it is asked to.
import { openVersion } from './side.ts'
import type { How } from './side.ts'

const [how = 'map'] = process.argv.slice(2) as How[]
const version = await openVersion(how)
process.on('message', (outstanding: number) => {
  void version.window(outstanding).then((window) => process.send?.(window))
})
process.on('disconnect', () => void version.close().then(() => process.exit(0)))
process.send?.('ready')
