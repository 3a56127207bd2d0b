const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

/** A calendar day `2026-11-05` as `5 Nov`. */
export const dayLabel = (day: string): string => format.format(new Date(`${day}T00:00:00Z`))
