/** `auditor` reads everything and changes nothing: it has each permission that `reads`, and can be given no other. */
export const roleNames = ['support', 'finance', 'risk', 'administrator', 'auditor'] as const
export type RoleName = (typeof roleNames)[number]
