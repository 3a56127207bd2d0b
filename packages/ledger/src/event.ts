// Types of events: what a rule records beside what it writes.
import type { EventType, Json, LogEvent, MovementEvent, MovementType } from './types.ts'

declare const shape: unique symbol
/** Says what an event's facts look like; it exists for the compiler alone. */
export type Facts<Shape extends Json> = { readonly [shape]?: Shape }
export const facts = <Shape extends Json>(): Facts<Shape> => ({})

/** A type of events that move no money, named once: `defineEvent('seat.released', facts<{ seat: Id }>())`. */
export function defineEvent<Shape extends Json>(name: string, _facts: Facts<Shape>): EventType<Shape> {
  return { name, of: (known) => ({ type: name, facts: known }) satisfies LogEvent }
}

/** A type of events that move money: recording one is the only way to move any. */
export function defineMovement<Shape extends Json>(name: string, _facts: Facts<Shape>): MovementType<Shape> {
  return { name, of: (known) => ({ type: name, facts: known }) satisfies LogEvent as unknown as MovementEvent }
}
