/**
 * The last six characters of a pseudonym, which tell payers apart in a list. The first characters are its time and look
 * alike.
 */
export const shortPayer = (payer: string | null): string => (payer === null ? '' : `…${payer.slice(-6)}`)
