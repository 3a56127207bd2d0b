export { attributes, html, safeUrl, trusted } from './tag.ts'
export type { Hole, Html } from './tag.ts'
export { sayFor, sayIn } from './say.ts'
export type { Say } from './say.ts'
export { pageAssets, pageIcon, pageStyle, passkeyScript, zoneScript } from './assets.ts'
export type { PageAsset } from './assets.ts'
export { hostOf, page } from './frame.ts'
export type { Frame, PageProvider } from './frame.ts'
export { pageHeaders } from './headers.ts'
export { bigAmount, columnFigure, fractionClass, moneyText, tokenFigure, tokensAndMoney, tokensText } from './money.ts'
export {
  dayInFull,
  dayInWords,
  fullMomentInWords,
  leftInWords,
  momentInWords,
  monthInWords,
  onDayInWords,
  timeInWords,
  zoneInWords,
} from './dates.ts'
export { banner, choice, field, hidden, meter, postLink } from './parts.ts'
export type { Field } from './parts.ts'
export type { CodeRefusal, SignInRefusal } from './refusals.ts'
export { problemPage } from './problem-page.ts'
export type { ProblemView } from './problem-page.ts'
export { mailOf } from './mail-frame.ts'
export { mailListPage, mailPage } from './mail-pages.ts'
export type { MailListView, MailSummary, MailView } from './mail-pages.ts'
