import { pino } from 'pino'
import { readConfig } from './platform/config.ts'
import { openProvider } from './provider.ts'

/** Where the copy of the OpenAPI document lies, for those who generate clients from it. */
export const openApiFile = new URL('../openapi.json', import.meta.url)

/** The document as this code makes it, with the settings of development. Connects to nothing. */
export async function openApiCopy(): Promise<string> {
  const config = readConfig({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' })
  const provider = await openProvider(config, { log: pino({ level: 'silent' }) })
  try {
    return `${JSON.stringify(provider.app.openApi(), null, 2)}\n`
  } finally {
    await provider.close()
  }
}
