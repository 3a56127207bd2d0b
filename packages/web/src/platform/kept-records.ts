const prefix = 'farthing.issue.'

/** A signed record of an issue of tokens (R1a), as the provider sent it, with what people need to know it by. */
export type KeptRecord = { readonly issue: string; readonly record: string; readonly keptAt: string }

/** Keeps the provider's signed record on this device. Answers `false` where the browser allows no storage. */
export function keepRecord(kept: KeptRecord): boolean {
  try {
    localStorage.setItem(prefix + kept.issue, JSON.stringify(kept))
    return true
  } catch {
    return false
  }
}

/** The record that this device keeps of an issue. */
export function keptRecord(issue: string): KeptRecord | undefined {
  try {
    const text = localStorage.getItem(prefix + issue)
    const value: unknown = text === null ? undefined : JSON.parse(text)
    return isKept(value) ? value : undefined
  } catch {
    return undefined
  }
}

const isKept = (value: unknown): value is KeptRecord =>
  typeof value === 'object' &&
  value !== null &&
  'issue' in value &&
  'record' in value &&
  typeof value.record === 'string'
