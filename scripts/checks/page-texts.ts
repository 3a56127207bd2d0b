import ts from 'typescript'

/** Where pages and mails are made; the pages that document the API's problems are in the API's language. */
const made = /^packages\/server\/src\/(?!.*(\.test|fixtures?)\.ts$)(?!platform\/http\/problem-docs\.ts$)/
/** What our parts and mails show of what they are given. */
const shown = /^(label|title|hint|error|subject|words|head|body|text)$/
/** Attributes that people read or hear. */
const read = /\b(aria-label|aria-description|alt|title|placeholder)="([^"]*)"/g
/** The name, which no language changes. */
const name = /^\s*farthing\s*$/i
const isText = (text: string): boolean => /\p{L}{2,}/u.test(text) && !name.test(text)

/** Texts that stand in server pages and mails themselves, where a translator never sees them. */
export function findPageTexts(path: string, source: string): string[] {
  if (!made.test(path) || !source.includes('html`')) return []
  const tree = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true)
  const problems: string[] = []
  const report = (node: ts.Node, text: string): void => {
    const { line } = tree.getLineAndCharacterOfPosition(node.getStart())
    problems.push(`${path}:${line + 1}: belongs into packages/words: ${text.trim().replaceAll(/\s+/g, ' ')}`)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'html')
      for (const text of textsOf(literalsOf(node.template))) report(node, text)
    if (ts.isPropertyAssignment(node) && shown.test(node.name.getText())) {
      const text = literalText(node.initializer)
      if (isText(text)) report(node, text)
    }
    node.forEachChild(visit)
  }
  visit(tree)
  return problems
}

const literalsOf = (template: ts.TemplateLiteral): string =>
  ts.isNoSubstitutionTemplateLiteral(template)
    ? template.text
    : [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)].join('\uFFFC')

/** The texts between tags, and those of attributes that people read. */
const textsOf = (markup: string): string[] =>
  [
    ...[...markup.matchAll(read)].map(([, , text = '']) => text),
    ...markup.replaceAll(/<[^>]*>/g, '\n').split(/[\n\uFFFC]+/),
  ].filter(isText)

const literalText = (node: ts.Expression): string =>
  ts.isStringLiteralLike(node) ? node.text : ts.isTemplateExpression(node) ? literalsOf(node) : ''
