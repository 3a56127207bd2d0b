import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { brandTheme } from './vite/brand-theme.ts'
import { compressed } from './vite/compressed.ts'
import { pageWords } from './vite/page-words.ts'
import { preloadFonts } from './vite/preload-fonts.ts'

const provider = 'http://wallet.localhost:4400'

export default defineConfig({
  plugins: [react(), brandTheme(), preloadFonts(), pageWords(), compressed()],
  build: {
    target: 'es2022',
    // Data URIs for scripts and fonts would break the provider's Content-Security-Policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 450, // The chart alone; it comes after the figures.
    rolldownOptions: {
      // The desk is a page of its own: a payer's browser fetches nothing of it.
      input: ['index.html', 'desk.html'],
      output: {
        // What most pages share travels in two files, ours and the libraries: many small ones cost a round trip each.
        codeSplitting: {
          groups: [
            { name: 'parts', test: /\/src\/(api|money|parts|platform|words)\// },
            { name: 'base', test: /\/node_modules\/(react|react-dom|scheduler|@tanstack)\// },
          ],
        },
      },
    },
  },
  server: {
    port: 4403,
    proxy: Object.fromEntries(
      ['/api', '/sign-in', '/sign-out', '/desk/sign-in', '/desk/sign-out'].map((path) => [path, { target: provider }]),
    ),
  },
})
