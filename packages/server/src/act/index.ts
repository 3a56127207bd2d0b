// What staff do: acts of all rooms, done by one person or by two.
export { approveAct, endAct } from './approve.ts'
export type { Ended } from './approve.ts'
export { actNamed, actsOf, approveActs, cannot, defineAct, readActs } from './define.ts'
export type { Act, By, NoPlan, Parsing, Plan } from './define.ts'
export { parsing, parsingPreview, performAct, planHash, previewAct } from './perform.ts'
export type { Performed } from './perform.ts'
export { ruleKey, secondOf } from './second.ts'
export { findAct, listActs } from './store.ts'
export type { ListedAct } from './store.ts'
export { actRules } from './tables.ts'
export type { PlanLine, PlanValue, Second, WhySecond } from './tables.ts'
export { rehearse } from './rehearse.ts'
export { forgetActText, keptActText } from './texts.ts'
export {
  atValue,
  besideLine,
  countValue,
  idValue,
  keptValue,
  moneyValue,
  planLine,
  textValue,
  wordValue,
} from './values.ts'
export { room } from './room.ts'
