export { systemClock } from './clock.ts'
export type { Clock } from './clock.ts'
export { available, capture, done, expireHold, more, pend, post, refused, voidHold } from './decision.ts'
export { FinalFault, RetryableFault, UnknownOutcome } from './faults.ts'
export { fingerprint } from './fingerprint.ts'
export { memoryLedger } from './memory/ledger.ts'
export type { MemoryLedgerOptions } from './memory/ledger.ts'
export { postgresLedger } from './postgres/ledger.ts'
export type { PostgresLedger, PostgresLedgerOptions } from './postgres/ledger.ts'
export { migrate, tableSql } from './postgres/schema.ts'
export { checkBooks, replay } from './replay.ts'
export type { AssetReport, BooksReport, Replayed } from './replay.ts'
export { bytea, columnName, defineTable, fixed, holds, id, int8, jsonb, optional, put, text } from './table.ts'
export type {
  Account,
  Bounds,
  Cell,
  Column,
  Columns,
  ColumnType,
  Decider,
  Decision,
  Entry,
  Follower,
  Hold,
  Id,
  Instant,
  Json,
  Keys,
  Ledger,
  Leg,
  NewAccount,
  Operation,
  Outcome,
  RowKey,
  RowOf,
  RowWrite,
  Seen,
  Table,
} from './types.ts'
