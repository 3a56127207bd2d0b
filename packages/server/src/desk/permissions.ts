// What staff may be permitted at the desk: see `permission`.
import { permission } from '../staff/index.ts'

export const searchDesk = permission('desk.search', {
  says: 'Search for people, vendors, purchases and payments',
  roles: ['support', 'finance', 'risk', 'administrator'],
  reads: true,
})
export const readAccounts = permission('accounts.read', {
  says: 'Open the page of an account, with names and addresses masked',
  roles: ['support', 'finance', 'risk'],
  reads: true,
})
export const revealPeople = permission('people.reveal', {
  says: 'See names and addresses whole',
  roles: ['support', 'risk'],
  reads: true,
})
export const writeNotes = permission('notes.write', {
  says: 'Add notes to accounts and vendors',
  roles: ['support', 'finance', 'risk'],
})
export const readVendors = permission('vendors.read', {
  says: 'Open the page of a vendor',
  roles: ['support', 'finance', 'risk'],
  reads: true,
})
export const readTables = permission('tables.read', {
  says: 'List users, vendors and purchases as tables',
  roles: ['support', 'finance', 'risk'],
  reads: true,
})
export const exportTables = permission('tables.export', {
  says: 'Take whole tables away as files',
  roles: ['finance', 'risk'],
  reads: true,
})
export const saveViews = permission('views.save', {
  says: 'Save views of tables, and share them',
  roles: ['support', 'finance', 'risk', 'administrator'],
})

export const readWork = permission('work.read', {
  says: 'See schedules and jobs, and what went wrong',
  roles: ['support', 'finance', 'risk', 'administrator'],
  reads: true,
})

export const deskPermissions = [
  searchDesk,
  readAccounts,
  revealPeople,
  writeNotes,
  readVendors,
  readTables,
  exportTables,
  saveViews,
  readWork,
]
