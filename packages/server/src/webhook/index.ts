// Telling vendors' servers: webhooks after Standard Webhooks.
export { deliverWebhooks, forgetWebhooks } from './deliver.ts'
export { followForWebhooks } from './events.ts'
export { deliveryRoutes as noticeRoutes } from './delivery-routes.ts'
