/**
 * The device's clock, used only for words such as “3 hours left”; whatever concerns money uses the provider's clock.
 */
export const now = (): Date => new Date(Date.now())
