export type Config = {
  port: number
  host: string
  /** This shop as its customers see it; an origin. */
  publicUrl: string
  /** Where the provider sends its webhooks: as `publicUrl`, or by address where the name is only the browser's. */
  webhookUrl: string
  providerApiUrl: string
  /** The provider as customers see it, for links and the page's policy; unknown where not given. */
  providerPublicUrl: string | undefined
  apiKey: string
  webhookSecret: string | undefined
  dataFolder: string
  /** Asked for at `/orders`; where there is none, the page is open and says so. */
  staffPassword: string | undefined
}

/** Reads the environment once. @throws Error that names every mistake at once. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const mistakes: string[] = []
  const port = Number(env['PORT'] ?? '4402')
  if (!Number.isInteger(port) || port < 1 || port > 65_535) mistakes.push('PORT must be a number from 1 to 65535')
  const publicUrl = origin(env['PUBLIC_URL'] ?? `http://halfstep.localhost:${port}`, 'PUBLIC_URL', mistakes)
  const providerApiUrl = origin(env['PROVIDER_API_URL'] ?? 'http://127.0.0.1:4400', 'PROVIDER_API_URL', mistakes)
  const given = env['PROVIDER_PUBLIC_URL']
  const providerPublicUrl = given === undefined ? undefined : origin(given, 'PROVIDER_PUBLIC_URL', mistakes)
  const apiKey = env['FARTHING_API_KEY'] ?? ''
  if (!/^sk_(live|test)_\S+$/.test(apiKey))
    mistakes.push('FARTHING_API_KEY must be a secret key, sk_live_… or sk_test_…')
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'))
  return {
    port,
    host: env['HOST'] ?? '127.0.0.1',
    publicUrl,
    webhookUrl: `${reachable(publicUrl, port)}/webhooks/farthing`,
    providerApiUrl,
    providerPublicUrl,
    apiKey,
    webhookSecret: env['FARTHING_WEBHOOK_SECRET'],
    dataFolder: env['DATA_FOLDER'] ?? '.farthing/halfstep',
    staffPassword: env['STAFF_PASSWORD'],
  }
}

function origin(value: string, name: string, mistakes: string[]): string {
  const url = URL.parse(value)
  const fits = url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === ''
  if (!fits) mistakes.push(`${name} must be an http or https origin without a path`)
  return fits ? url.origin : value
}

// Browsers take every *.localhost for this machine (RFC 6761); name servers often do not.
function reachable(publicUrl: string, port: number): string {
  return URL.parse(publicUrl)?.hostname.endsWith('.localhost') ? `http://127.0.0.1:${port}` : publicUrl
}
