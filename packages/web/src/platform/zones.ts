/** The zone of this device. */
export const deviceZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** Zones to choose from: UTC, those that the browser knows, and `also`, which it may know by another name. */
export function zones(...also: readonly string[]): string[] {
  const known = Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')
  return [...new Set(['UTC', ...[...known, deviceZone(), ...also].sort()])]
}
