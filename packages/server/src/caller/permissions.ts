import { permission } from '../staff/index.ts'

export const verifyCallers = permission('callers.verify', {
  says: 'Verify people who call, and read them what their account holds',
  roles: ['support', 'finance', 'risk'],
})
