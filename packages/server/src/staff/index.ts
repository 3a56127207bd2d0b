// The provider's own people: who they are, what they may do, and the record of what they did.
export { activateStaff, beginStaff, endMember, inviteMember, setMemberRoles, standing } from './members.ts'
export { invitedBy, newInvitation, useInvitation } from './invitations.ts'
export {
  createStaffPerson,
  listStaff,
  setStaffName,
  setStaffPassword,
  staffByEmail,
  staffPasswordHash,
  staffPeople,
  staffPerson,
} from './people.ts'
export type { StaffCredentials, StaffPerson } from './people.ts'
export {
  manageStaff,
  permission,
  permissionsOf,
  readRecord,
  readStaff,
  roleKey,
  roleMay,
  staffMay,
} from './permissions.ts'
export type { Permission } from './permissions.ts'
export { roleNames } from './roles.ts'
export type { RoleName } from './roles.ts'
export { recordLook, writeLine } from './record.ts'
export { recordKinds, recordLines } from './record-store.ts'
export type { RecordFilter, RecordLine } from './record-store.ts'
export type { Line, Look } from './record.ts'
export { publicSubject } from './subjects.ts'
export { roleSet, staffInvited, staffLimitsSet } from './events.ts'
export { staffMembers, staffRoles } from './tables.ts'
export type { PersonalLimits, Subject, SubjectKind } from './tables.ts'
export { room } from './room.ts'
