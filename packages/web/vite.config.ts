import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { brandTheme } from './vite/brand-theme.ts'
import { preloadFonts } from './vite/preload-fonts.ts'

const provider = 'http://wallet.localhost:4400'

export default defineConfig({
  plugins: [react(), brandTheme(), preloadFonts()],
  build: {
    target: 'es2022',
    // Data URIs for scripts and fonts would break the provider's Content-Security-Policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 400,
  },
  server: {
    port: 4403,
    proxy: Object.fromEntries(['/api', '/sign-in', '/sign-out'].map((path) => [path, { target: provider }])),
  },
})
