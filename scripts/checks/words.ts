import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { type Part, readParts } from '../../packages/words/src/parts.ts'
import { findPageTexts } from './page-texts.ts'
import { type Findings, sourcesOf } from './sources.ts'

/** A message as its file has it; `stem` is its key, `form` the plural form, where it has one. */
type Message = { path: string; stem: string; form: string | undefined; text: string }
type Language = { name: string; messages: Message[] }

const folder = 'packages/words'
const source = 'en'
/** What no person reads on a page: tests may name any message, and keep none in use. */
const forTests = /\.test\.tsx?$|fixtures?\.tsx?$|^packages\/(web|sdk)\/test\/|^e2e\//

/**
 * Holds the message files: every message is plain text whose tags are nested well, has all plural forms of its
 * language, and is said somewhere; what is said by name exists; the languages have the same messages with the same
 * values and tags; and no text stands in server pages and mails themselves. Types see to the rest.
 */
export function checkWords(root: string, sources = sourcesOf(root)): Findings {
  const problems: string[] = []
  const languages = readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, folder, entry.name, 'index.ts')))
    .filter(({ name }) => name !== 'src')
    .map(({ name }) => readLanguage(root, name, problems))
  const english = languages.find(({ name }) => name === source) ?? { name: source, messages: [] }
  for (const language of languages) {
    problems.push(...language.messages.flatMap(wellFormed), ...pluralProblems(language))
    if (language !== english) problems.push(...differences(english, language))
  }
  const areas = new Set(english.messages.map(({ stem }) => stem.replace(/\..*/, '')))
  const said = readUses(root, sources, areas)
  const stems = new Set(english.messages.map(({ stem }) => stem))
  problems.push(...[...stems].filter((stem) => !said.isSaid(stem)).map((stem) => `said nowhere: ${stem}`))
  problems.push(...said.named.filter(({ key }) => !stems.has(key)).map(({ path, key }) => `${path}: no message ${key}`))
  problems.push(...sources.flatMap((path) => findPageTexts(path, readFileSync(join(root, path), 'utf8'))))
  if (stems.size === 0) problems.push('no message found')
  return { problems, seen: `${stems.size} messages in ${languages.map(({ name }) => name).join(', ')}` }
}

function readLanguage(root: string, name: string, problems: string[]): Language {
  const files = readdirSync(join(root, folder, name)).filter((file) => file.endsWith('.ts') && file !== 'index.ts')
  const messages: Message[] = []
  for (const file of files) {
    const path = `${folder}/${name}/${file}`
    const tree = ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.Latest, false)
    const exported = tree.statements.find(ts.isExportAssignment)
    const read = (node: ts.Expression, key: string): void => {
      const value = bare(node)
      if (ts.isObjectLiteralExpression(value)) {
        for (const each of value.properties) {
          const part = ts.isPropertyAssignment(each) && !ts.isComputedPropertyName(each.name) ? each.name.text : ''
          if (ts.isPropertyAssignment(each) && part !== '') read(each.initializer, `${key}.${part}`)
          else problems.push(`${path}: ${key} has more than names and texts`)
        }
      } else if (ts.isStringLiteralLike(value)) {
        const [, stem = key, form] = /^(.*)_(zero|one|two|few|many|other)$/.exec(key) ?? []
        messages.push({ path, stem, form, text: value.text })
      } else problems.push(`${path}: ${key} is no text in one piece`)
    }
    if (exported === undefined) problems.push(`${path}: no default export`)
    else read(exported.expression, file.replace(/\.ts$/, ''))
  }
  return { name, messages }
}

const bare = (node: ts.Expression): ts.Expression =>
  ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node)
    ? bare(node.expression)
    : node

type Names = { values: Set<string>; tags: Set<string> }

function namesIn(parts: readonly Part[], found: Names = { values: new Set(), tags: new Set() }): Names {
  for (const part of parts) {
    if (typeof part === 'string') continue
    if ('value' in part) found.values.add(part.value)
    else {
      found.tags.add(part.tag)
      namesIn(part.inside, found)
    }
  }
  return found
}

function wellFormed({ path, stem, text }: Message): string[] {
  try {
    const parts = readParts(text)
    const { values, tags } = namesIn(parts)
    const loose = parts.some((part) => typeof part === 'string' && /[<>]|\{\{|\}\}/.test(part))
    return [
      ...[...values].filter((name) => tags.has(name)).map((name) => `${path}: ${stem} has a value and a tag ${name}`),
      ...(loose ? [`${path}: ${stem} has a stray < > {{ or }}`] : []),
      ...(text.trim() === '' || text !== text.trim()
        ? [`${path}: ${stem} is empty, or begins or ends with a blank`]
        : []),
    ]
  } catch (error) {
    return [`${path}: ${stem}: ${String(error)}`]
  }
}

function pluralProblems({ name, messages }: Language): string[] {
  const wanted = new Intl.PluralRules(name).resolvedOptions().pluralCategories
  const forms = Map.groupBy(
    messages.filter(({ form }) => form !== undefined),
    ({ stem }) => stem,
  )
  return [...forms].flatMap(([stem, all]) => {
    const has = new Set(all.map(({ form }) => form))
    const missing = wanted.filter((form) => !has.has(form))
    const vain = [...has].filter((form) => form !== 'zero' && !wanted.some((each) => each === form))
    return [
      ...missing.map((form) => `${name}: ${stem} lacks the form ${form}`),
      ...vain.map((form) => `${name}: ${stem} has the form ${String(form)}, which the language never takes`),
    ]
  })
}

/** What a translation lacks, has in vain, or fills otherwise than the English message. */
function differences(english: Language, other: Language): string[] {
  const known = byStem(english)
  const theirs = byStem(other)
  const problems = [...known.keys()].filter((stem) => !theirs.has(stem)).map((stem) => `${other.name}: lacks ${stem}`)
  for (const [stem, names] of theirs) {
    const wanted = known.get(stem)
    if (wanted === undefined) problems.push(`${other.name}: ${stem} is no message of ${english.name}`)
    else if (wanted !== names) problems.push(`${other.name}: ${stem} has ${names || 'nothing'}, not ${wanted}`)
  }
  return problems
}

/** The values and tags of each message, over its forms; how often a count is written is the language's choice. */
const byStem = ({ messages }: Language): Map<string, string> =>
  new Map(
    [...Map.groupBy(messages, ({ stem }) => stem)].map(([stem, all]) => {
      const names = all.map(({ text }) => namesIn(readParts(text)))
      const values = new Set(names.flatMap((each) => [...each.values]))
      values.delete('count')
      const tags = new Set(names.flatMap((each) => [...each.tags]))
      return [stem, [...[...values].sort(), ...[...tags].sort().map((tag) => `<${tag}>`)].join(' ')]
    }),
  )

type Uses = { isSaid(stem: string): boolean; named: { path: string; key: string }[] }

/** What the sources say: keys as they are, and patterns with holes; `named` is where a key is surely meant. */
function readUses(root: string, sources: readonly string[], areas: ReadonlySet<string>): Uses {
  const keys = new Set<string>()
  const patterns = new Set<string>()
  const named: Uses['named'] = []
  const begins = new RegExp(`^(${[...areas].join('|')})\\.`)
  const hint = new RegExp(`['"\`%](${[...areas].join('|')})\\.`)
  for (const path of sources) {
    if (path.startsWith(`${folder}/`) || forTests.test(path)) continue
    const text = readFileSync(join(root, path), 'utf8')
    if (!hint.test(text)) continue
    const visit = (node: ts.Node): void => {
      if (ts.isStringLiteralLike(node) && begins.test(node.text)) {
        keys.add(node.text)
        if (isSaying(node)) named.push({ path, key: node.text })
      } else if (ts.isTemplateExpression(node) && begins.test(node.head.text)) {
        const holes = node.templateSpans.map(({ literal }) => `[\\w.-]+${escaped(literal.text)}`)
        patterns.add(escaped(node.head.text) + holes.join(''))
      }
      node.forEachChild(visit)
    }
    visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true))
  }
  for (const path of pagesOf(root)) {
    for (const [, key = ''] of readFileSync(join(root, path), 'utf8').matchAll(/%([\w.-]+)%/g)) {
      keys.add(key)
      named.push({ path, key })
    }
  }
  const fits = new RegExp(`^(${[...patterns].join('|')})$`)
  return { isSaid: (stem) => keys.has(stem) || (patterns.size > 0 && fits.test(stem)), named }
}

const escaped = (text: string): string => text.replaceAll('.', '\\.')

/** Vite's pages name messages by `%shared.parts.skip%`. */
const pagesOf = (root: string): string[] =>
  existsSync(join(root, 'packages/web'))
    ? readdirSync(join(root, 'packages/web'))
        .filter((file) => file.endsWith('.html'))
        .map((file) => `packages/web/${file}`)
    : []

/** Whether it is the first thing that `t(…)` or `t.html(…)` is given. */
function isSaying(node: ts.Node): boolean {
  const call = node.parent
  if (!ts.isCallExpression(call) || call.arguments[0] !== node) return false
  const called = ts.isPropertyAccessExpression(call.expression) ? call.expression.expression : call.expression
  return ts.isIdentifier(called) && called.text === 't'
}
