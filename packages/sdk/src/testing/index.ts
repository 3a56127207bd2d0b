export { standInProvider } from './stand-in-provider.ts'
export type { Fault, StandInOptions, StandInProvider } from './stand-in-provider.ts'
export { testBrowser } from './test-browser.ts'
export type { TestBrowser, Visit } from './test-browser.ts'
