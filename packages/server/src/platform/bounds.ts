/**
 * How long each wait may last, in milliseconds: docs/settings.md lists them. Whoever waits has more time than what they
 * wait for, so that they learn what became of it. `answer` limits the sum.
 */
export const defaultBounds = {
  /** A request arrives, headers and body. */
  arrival: 15_000,
  /** It waits for its turn, while as many as may be are worked on. */
  queued: 5_000,
  /** From there to its answer. */
  answer: 20_000,
  /** A connection to us on which no bytes move. */
  socket: 60_000,
  /** A connection to the database: a free one of the pool, or a new one. */
  connect: 3_000,
  /** A statement of a page or a list, by PostgreSQL's own clock. */
  statement: 8_000,
  /** The reply to it, by our own clock. */
  reply: 10_000,
  /** PostgreSQL ends a transaction in which nothing more is asked. */
  idle: 15_000,
  /** PostgreSQL ends a batch of the ledger whose process stalls while it holds the head. */
  ledgerStalled: 5_000,
  /** A reply to the ledger: more than `ledgerStalled`, because another process may hold the head. */
  ledgerReply: 8_000,
  /** How long a decision is tried again while the database is away. */
  ledgerPatience: 8_000,
  /** A decision's answer, whatever became of its batch. */
  ledgerAnswer: 12_000,
  /** A follower of the log handles what it was given. */
  follower: 30_000,
  /** A job that is under way when the server stops; then it is given back. */
  work: 10_000,
  /** The answer of `/healthz`. */
  health: 2_000,
  /** Connecting at start. */
  start: 10_000,
  /** A statement of a migration, the wait for another server's included. */
  migration: 600_000,
  /** From the signal to end until the process has. */
  close: 30_000,
}
export type Bounds = Readonly<typeof defaultBounds>
