import { defineConfig, globalIgnores } from 'eslint/config'
import prettier from 'eslint-config-prettier'
import tseslint from 'typescript-eslint'
import { literalText } from './scripts/checks/literal-text.js'

// Each ban names what to use instead. CONTRIBUTING.md gives the reasons.
const everywhere = [
  { selector: 'TSEnumDeclaration', message: 'Node strips types and cannot run an enum: use a union of strings.' },
  { selector: 'ExportAllDeclaration', message: 'A door lists its names.' },
  {
    selector:
      ':matches(ImportDeclaration, ExportNamedDeclaration)[source.value=/^\\.{1,2}\\u002f(?!.*\\.(ts|tsx|css|json|svg)$)/]',
    message: 'Import a file by its whole name, with .ts.',
  },
]
const environment = [
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'Only a main file reads the environment, through readConfig.',
  },
]
const injected = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Take the time from Deps.clock.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Take the time from Deps.clock.' },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Take chance from Deps.random.',
  },
]
const chance = [
  {
    selector:
      "MemberExpression[object.name='crypto'][property.name=/^(randomUUID|randomBytes|randomInt|getRandomValues)$/]",
    message: 'Take chance from Deps.random.',
  },
  {
    selector: "ImportDeclaration[source.value='node:crypto'] > ImportSpecifier[imported.name=/^random/]",
    message: 'Take chance from Deps.random.',
  },
]
const restrict = (...bans) => ({ 'no-restricted-syntax': ['error', ...bans.flat()] })

const tests = [
  '**/*.test.{ts,tsx}',
  '**/*fixtures.ts',
  '**/testing/**',
  '**/testing.ts',
  'packages/{sdk,web}/test/**',
  'e2e/**',
]
const mains = ['**/main.ts', '**/cli/**', 'demo/src/**', '**/vite.config.ts', '**/scripts/**']
const ports = [
  'packages/server/src/platform/**',
  'packages/web/src/platform/**',
  'packages/ledger/src/**/clock*.ts',
  'packages/sdk/src/runtime.ts',
]

export default defineConfig(
  globalIgnores(['**/dist/', '**/node_modules/', '.farthing/', 'coverage/', '**/*.gen.ts', '**/*.d.ts']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './packages/web/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      ...restrict(everywhere, environment, injected),
      'max-lines': ['error', { max: 350 }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-definitions': 'off', // A port that others implement may be an interface.
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true, allowNullish: false, allowAny: false },
      ],
      '@typescript-eslint/no-confusing-void-expression': 'off', // `() => done()` reads well.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off', // Micros<C> carries its currency where it is used once.
      '@typescript-eslint/require-await': 'off', // A port's fake answers at once, its real one does not.
      '@typescript-eslint/no-invalid-void-type': 'off', // `this: void`, and Fastify's generics.
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off', // Node cannot import a library's enum that is types alone.
    },
  },
  {
    files: ['packages/{server,ledger}/src/**/*.ts'],
    rules: restrict(everywhere, environment, injected, chance),
  },
  {
    files: ['packages/server/src/**/*.ts'],
    ignores: ['packages/server/src/event/**', ...tests],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@farthing/ledger',
              importNames: ['defineEvent', 'defineMovement'],
              message: 'Take `event` and `movement` of the room `event`: they say how what happens is told.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['packages/web/src/**/*.{ts,tsx}'],
    ignores: tests,
    plugins: { words: { rules: { 'literal-text': literalText } } },
    rules: { 'words/literal-text': 'error' },
  },
  { files: ports, rules: restrict(everywhere, environment) },
  { files: mains, rules: { ...restrict(everywhere, injected), 'no-console': 'off' } },
  {
    files: ['scripts/**', 'bench/**', 'demo/**', '*.config.ts', ...tests],
    rules: { ...restrict(everywhere), 'no-console': 'off' },
  },
  { files: ['packages/words/*/*.ts'], ignores: ['packages/words/src/**'], rules: { 'max-lines': 'off' } }, // Messages.
  {
    files: tests,
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/restrict-template-expressions': 'off', // A wrong text there fails the test by itself.
    },
  },
  prettier,
)
