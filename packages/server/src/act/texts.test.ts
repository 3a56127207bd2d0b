import { expect, test } from 'vitest'
import { runNow, testProvider } from '../platform/testing.ts'
import { forgetActTexts, keepText, keptActText } from './texts.ts'

test('what nobody comes back for, such as the text of a preview, is forgotten after a week', async () => {
  const provider = await testProvider()
  const id = await keepText(provider.deps, 'Maud Ellery')
  expect(await keepText(provider.deps, 'Maud Ellery')).toBe(id)
  provider.clock.advance(7 * 86_400)
  await runNow(provider.deps, forgetActTexts)
  expect(await keptActText(provider.deps, id)).toBe('Maud Ellery')
  provider.clock.advance(1)
  await runNow(provider.deps, forgetActTexts)
  expect(await keptActText(provider.deps, id)).toBeUndefined()
  await provider.close()
})
