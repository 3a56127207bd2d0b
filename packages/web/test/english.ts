import { addWords } from '../src/words/say.tsx'

// For tests without a browser: what a page has when its shell was loaded.
await Promise.all((['shared', 'wallet', 'console', 'desk'] as const).map(addWords))
