export { farthing } from './client.ts'
export type { Farthing } from './client.ts'
export { FarthingError } from './errors.ts'
export type { ErrorCode, FarthingErrorFacts } from './errors.ts'
export type { CallOptions, FarthingOptions, Fetch, ReadOptions } from './transport.ts'
export type { Listing } from './listing.ts'
export { systemClock } from './runtime.ts'
export type { Clock, Random, Sleep, TimeLimit } from './runtime.ts'
export { signTestWebhook, verifyWebhook, WebhookError } from './webhook.ts'
export type {
  HeaderSource,
  SignTestWebhook,
  VerifyWebhook,
  Webhook,
  WebhookEvent,
  WebhookRefusalCode,
} from './webhook.ts'
export { money, priceWords, samePrice, tokensOf, tokenWords } from './price.ts'
export type { Price } from './price.ts'
export { payButton } from './pay-button/html.ts'
export type { PayButton } from './pay-button/html.ts'
export { payButtonScript } from './pay-button/script.gen.ts'
export { paywall } from './paywall/paywall.ts'
export type { Delivery } from './paywall/admissions.ts'
export { noticeWords } from './paywall/notices.ts'
export type { Notice, NoticeWords } from './paywall/notices.ts'
export type { FormParameters, FormReader } from './paywall/form.ts'
export type {
  Access,
  AdmitOptions,
  Begun,
  Gate,
  HeaderList,
  Offer,
  Paywall,
  PaywallOptions,
  PaywallRequest,
  Redirect,
} from './paywall/core.ts'
export type {
  Admission,
  Entitlement,
  Item,
  ItemFacts,
  LibraryVisit,
  Mode,
  Money,
  NewWebhookEndpoint,
  OpenedEntitlement,
  Opening,
  Page,
  ProblemCode,
  Purchase,
  PurchaseRequest,
  PurchaseStatus,
  Rightsholder,
  RightsholderFacts,
  RightsholderWithBalances,
  RoyaltyTransaction,
  Share,
  Site,
  Terms,
  Vendor,
  Verification,
  WebhookDelivery,
  WebhookDeliveryWithAttempts,
  WebhookEndpoint,
  WebhookEndpointFacts,
  WebhookEventType,
} from './api.ts'
