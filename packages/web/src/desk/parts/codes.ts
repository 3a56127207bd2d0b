// Codes of the API in words. Acts, queues and roles of rooms that are added later have no words here yet: they are shown
// by their name, so that nothing that happens is hidden.
import { findWords } from '../../words/say.tsx'

type Group = 'act' | 'code' | 'field' | 'kind' | 'line' | 'queue' | 'role' | 'look'

/** `vendor.set_fee` as a key of messages has it: `vendorSetFee`. */
const nameOf = (code: string): string =>
  code.replaceAll(/[._ -]+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

/** The words for a code; the code itself, its underscores as spaces, where there are none. */
export function said(group: Group, code: string, otherwise?: string): string {
  return findWords(`desk.${group}.${nameOf(code)}`) ?? otherwise ?? code.replaceAll(/[._]/g, ' ')
}
