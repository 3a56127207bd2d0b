// Read before anything else of ours (`node --import`): an older Node would stop at the first `.ts` file with an error
// of its loader. Plain JavaScript, so that any Node can read it.
import { existsSync, readFileSync } from 'node:fs'

const file = (path) => new URL(`../${path}`, import.meta.url)
const wanted = JSON.parse(readFileSync(file('package.json'), 'utf8')).devDependencies.node
const major = (version) => Number(version.replace(/^v/, '').split('.')[0])

function trouble() {
  if (!existsSync(file('node_modules/.package-lock.json'))) return 'Nothing is installed yet: run `npm ci` first.'
  if (major(process.version) >= major(wanted)) return undefined
  const old = `Farthing runs on Node ${major(wanted)}, and this is ${process.version}.`
  if (existsSync(file('node_modules/.bin/node'))) {
    return `${old} npm has brought the right one: start it through npm (npm start, npm run serve, npm run tour).`
  }
  return `${old} npm brings the right one, but its install scripts did not run
(--ignore-scripts, ignore-scripts=true in an .npmrc, or --omit=dev). Run

  npm ci --ignore-scripts=false --include=dev

or use a Node ${major(wanted)} of your own.`
}

const said = trouble()
if (said !== undefined) {
  console.error(said)
  process.exit(1)
}
