// What an operator reads when a start fails. Every way that we know of says what to do.
import { ConfigError } from './config.ts'

type SystemError = Error & {
  readonly code?: string
  readonly path?: string
  readonly port?: number
  readonly address?: string
}

const notOurs = ({ path, port }: SystemError): string =>
  path === undefined
    ? `this user may not listen on port ${port ?? '?'}: set FARTHING_PORT to one above 1023`
    : `this user may not use ${path}: was it made by another user? Give it to this one, or set FARTHING_DATA_FOLDER`

const unmakeable = ({ path }: SystemError): string =>
  `${path ?? 'the data folder'} cannot be made: set FARTHING_DATA_FOLDER to a folder that can`

/** What to do, by the code of the system or of PostgreSQL (SQLSTATE, appendix A of its manual). */
const cures: Readonly<Record<string, (error: SystemError) => string>> = {
  EADDRINUSE: ({ port }) => `port ${port ?? '?'} is in use: stop what uses it, or set FARTHING_PORT`,
  EADDRNOTAVAIL: ({ address }) => `this machine has no address ${address ?? '?'}: set FARTHING_HOST`,
  ECONNREFUSED: ({ address, port }) =>
    `no database answers at ${address ?? '?'}:${port ?? '?'}: start it, or mend DATABASE_URL`,
  ENOTFOUND: ({ message }) => `the database's host is not known (${message}): mend DATABASE_URL`,
  EAI_AGAIN: ({ message }) => `the database's host cannot be looked up (${message}): try again, or mend DATABASE_URL`,
  ENOSPC: ({ path }) => `the disk is full${path === undefined ? '' : ` (${path})`}: make room and start again`,
  EROFS: unmakeable,
  ENOTDIR: unmakeable,
  EACCES: notOurs,
  EPERM: notOurs,
  '28P01': () => 'the database refuses the password in DATABASE_URL',
  '28000': ({ message }) => `the database refuses the user in DATABASE_URL (${message})`,
  '3D000': ({ message }) => `there is no such database (${message}): create it, with encoding UTF8`,
  '42501': ({ message }) =>
    `the database's user lacks a right (${message}): make it the owner of the database, which needs CREATE in its schema`,
  '53300': () => 'the database takes no more connections: raise its max_connections, or stop what holds them',
  '57P03': () => 'the database is starting up or shutting down: try again in a moment',
}

const chain = (error: unknown): Error[] => {
  const found: Error[] = []
  for (let each = error; each instanceof Error && !found.includes(each); each = each.cause) {
    found.push(each)
    // A name with several addresses fails with one error for each.
    if (each instanceof AggregateError && each.errors[0] instanceof Error) found.push(each.errors[0])
  }
  return found
}

/**
 * Says why a start failed and what to do about it, in words for whoever runs the program.
 *
 * @returns One or a few sentences; for what we did not foresee the error with its stack, which a report needs.
 */
export function startFailure(error: unknown): string {
  for (const each of chain(error)) {
    if (each instanceof ConfigError) return each.message
    if (each instanceof StartError) return `Farthing cannot start: ${each.message}`
    const failed: SystemError = each
    const cure = failed.code === undefined ? undefined : cures[failed.code]
    if (cure !== undefined) return `Farthing cannot start: ${cure(failed)}`
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** A start that failed for a reason that its message tells whole, with what to do. */
export class StartError extends Error {
  override readonly name = 'StartError'
}
