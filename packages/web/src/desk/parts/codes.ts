// Codes of the API in words. Acts, queues and roles of rooms that are added later have no words here yet: they are shown
// by their name, so that nothing that happens is hidden.
import { findWords, t } from '../../words/say.tsx'

// Each group by its name, so that the check of messages knows which are said.
const groups = {
  act: (name: string) => findWords(`desk.act.${name}`),
  code: (name: string) => findWords(`desk.code.${name}`),
  field: (name: string) => findWords(`desk.field.${name}`),
  kind: (name: string) => findWords(`desk.kind.${name}`),
  line: (name: string) => findWords(`desk.line.${name}`),
  queue: (name: string) => findWords(`desk.queue.${name}`),
  role: (name: string) => findWords(`desk.role.${name}`),
  look: (name: string) => findWords(`desk.look.${name}`),
  permission: (name: string) => findWords(`desk.permission.${name}`),
}
type Group = keyof typeof groups

/** `vendor.set_fee` as a key of messages has it: `vendorSetFee`. */
const nameOf = (code: string): string =>
  code.replaceAll(/[._ -]+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

/** The words for a code; the code itself, its underscores as spaces, where there are none. */
export const said = (group: Group, code: string, otherwise = code.replaceAll(/[._]/g, ' ')): string =>
  groups[group](nameOf(code)) ?? otherwise

const previewOf = 'preview '

/** What a line of the record is about: the act, what was looked at, or the act whose effect was looked at. */
export function saidOfRecord(kind: string, name: string): string {
  if (kind !== 'look') return said('act', name)
  if (!name.startsWith(previewOf)) return said('look', name.replace(/^export\.record-\d{4}-\d{2}/, 'record month'))
  return t('desk.record.preview', { act: said('act', name.slice(previewOf.length)) })
}

/** What helps to fill in a field of an act: `role.set.permissions`. */
export const findHint = (field: string): string | undefined => findWords(`desk.hint.${nameOf(field)}`)
