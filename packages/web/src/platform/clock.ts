/** The device's clock, for words such as “3 hours left” only; what money does goes by the provider's clock. */
export const now = (): Date => new Date(Date.now())
