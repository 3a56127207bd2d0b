/** What the stand-in provider answers. */
export type Answer = { status: number; body: unknown }
