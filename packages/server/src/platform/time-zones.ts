/** Zones that people choose from: UTC, then a name for each place, in the order of the alphabet. */
export const timeZones: readonly string[] = [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC'),
]
