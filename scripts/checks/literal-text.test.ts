import { Linter, type Rule } from 'eslint'
import tseslint from 'typescript-eslint'
import { expect, test } from 'vitest'

// The rule is plain JavaScript: an editor's ESLint reads its configuration with whatever Node it has.
const { literalText } = (await import(new URL('literal-text.js', import.meta.url).href)) as {
  literalText: Rule.RuleModule
}

const found = (code: string): string[] =>
  new Linter()
    .verify(
      code,
      {
        files: ['**/*.tsx'],
        languageOptions: { parser: tseslint.parser, parserOptions: { ecmaFeatures: { jsx: true } } },
        plugins: { words: { rules: { 'literal-text': literalText } } },
        rules: { 'words/literal-text': 'error' },
      },
      'page.tsx',
    )
    .map(({ message }) => /“(.*)”/.exec(message)?.[1] ?? message)

test.each([
  ['<p>Add funds</p>', ['Add funds']],
  ['<p>{busy ? "Adding" : name || "nobody"}</p>', ['Adding', 'nobody']],
  ['<p>{`${count} left`}</p>', ['left']],
  ['<input aria-label="Days" placeholder={`Of ${name}`} />', ['Days', 'Of']],
  ['<Trouble kept="Nothing was added." />', ['Nothing was added.']],
  ['useTitle("Home")', ['Home']],
  ['const states = [{ value: "", label: "All states" }]', ['All states']],
  ['function sentence() { return `Begins anew ${when}.` }', ['Begins anew']],
])('%s holds text that belongs into the message files', (code, texts) => {
  expect(found(code)).toEqual(texts)
})

test.each([
  '<p className="sm dim">{t("wallet.home.empty")} · {amount}</p>',
  '<Rich say={done ? "wallet.home.a" : "wallet.home.b"} with={{ amount }} />',
  '<Link to="/wallet/limits" hash="zone" role="group" />',
  'throw new Error(`No browser asks for the area ${area}`)',
  'const name = "content-type"',
])('%s holds none', (code) => {
  expect(found(code)).toEqual([])
})
