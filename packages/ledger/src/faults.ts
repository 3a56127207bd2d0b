// Three classes, because a guess about retrying charges people twice.

/** Nothing was written: the same call, with the same id, may be made again at once or later. */
export class RetryableFault extends Error {
  override name = 'RetryableFault'
}

/** The commit's reply never came. Only the same call, with the same id, tells what became of it. */
export class UnknownOutcome extends Error {
  override name = 'UnknownOutcome'
}

/** Nothing was written, and trying again will not help: a bug in a rule, in a schema or in the ledger. */
export class FinalFault extends Error {
  override name = 'FinalFault'
}

/** A broken promise of a rule: throws {@link FinalFault} with `message`. */
export function demand(condition: unknown, message: string): asserts condition {
  if (!condition) throw new FinalFault(message)
}
