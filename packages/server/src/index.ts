// The door of the provider, for programs that run one: the command line, the demo, the bench, the tests.
export { ConfigError, readConfig } from './platform/config.ts'
export type { Config } from './platform/config.ts'
export { migrate, openProvider } from './provider.ts'
export type { Overrides, Provider } from './provider.ts'
export { tables } from './tables.ts'
