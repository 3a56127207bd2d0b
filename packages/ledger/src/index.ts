export { systemClock } from './clock.ts'
export type { Clock } from './clock.ts'
export { accountAfter, available, balanceOf, heldOn } from './account.ts'
export { done, refused } from './decision.ts'
export { defineEvent, defineMovement, facts } from './event.ts'
export type { Facts } from './event.ts'
export { FinalFault, RetryableFault, UnknownOutcome } from './faults.ts'
export { fingerprint } from './fingerprint.ts'
export { memoryLedger } from './memory/ledger.ts'
export type { MemoryLedgerOptions } from './memory/ledger.ts'
export { postgresLedger } from './postgres/ledger.ts'
export type { PostgresLedger, PostgresLedgerOptions } from './postgres/ledger.ts'
export { isEarlierDatabase, migrate } from './postgres/migrate.ts'
export type { Migrations } from './postgres/migrate.ts'
export { tableSql } from './postgres/schema.ts'
export { relations } from './postgres/relations.ts'
export { checkBooks, replay } from './replay.ts'
export type { AssetReport, BooksReport, Replayed } from './replay.ts'
export { bytea, columnName, defineTable, fixed, holds, id, int8, jsonb, optional, put, text } from './table.ts'
export type {
  SeenAccount as Account,
  Actor,
  Bounds,
  Cell,
  Column,
  Columns,
  ColumnType,
  Decider,
  Decision,
  Draft,
  Entry,
  EventType,
  Follower,
  Hold,
  Id,
  Instant,
  Json,
  Keys,
  Ledger,
  Leg,
  LogEvent,
  MovementEvent,
  MovementType,
  Moves,
  NewAccount,
  Operation,
  Outcome,
  PlainEvent,
  RowKey,
  RowOf,
  RowWrite,
  Seen,
  Submission,
  Table,
} from './types.ts'
