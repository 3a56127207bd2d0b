import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{packages,examples,bench,demo,e2e,scripts}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
  },
})
