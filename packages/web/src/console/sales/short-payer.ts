/** A pseudonym's last six signs, which tell payers apart in a list; the first ones are its time and much alike. */
export const shortPayer = (payer: string | null): string => (payer === null ? '' : `…${payer.slice(-6)}`)
