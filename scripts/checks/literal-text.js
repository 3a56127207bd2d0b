/** Attributes whose value somebody reads or hears, of elements and of our own components. */
const heard =
  /^(aria-(label|description|placeholder|roledescription|valuetext)|alt|title|placeholder|label|description|error|summary|kept|total|words|why|heading|hint|text|says)$/

const hasLetter = (text) => /\p{L}/u.test(text)

/** A capital, and more than one word: what is written for people. Names of classes, addresses and codes are not. */
const isSentence = (text) => /^\p{Lu}[\p{L}’']* +\p{L}/u.test(text.trim()) || /\p{L} \p{L}+[.?!]$/u.test(text.trim())

/** Where a text is for programmers: faults that are thrown, and types. */
const isForProgrammers = (node) =>
  node.type === 'NewExpression' || node.type === 'ThrowStatement' || node.type.startsWith('TS')

/**
 * Refuses text that people read or hear in the code of an app: it belongs into the message files of `packages/words`,
 * for it cannot be translated here.
 */
export const literalText = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { found: 'Say “{{text}}” by a message of packages/words: t(…) or <Rich>, from words/say.tsx.' },
  },
  create(context) {
    const told = new Set()
    const report = (node, text) => {
      if (told.has(node)) return
      told.add(node)
      context.report({ node, messageId: 'found', data: { text: text.trim().replace(/\s+/g, ' ').slice(0, 60) } })
    }

    /** Literals that an expression may become. */
    function literals(node) {
      if (node === null) return []
      if (node.type === 'Literal') return typeof node.value === 'string' ? [[node, node.value]] : []
      if (node.type === 'TemplateLiteral') return node.quasis.map((part) => [part, part.value.cooked])
      if (node.type === 'ConditionalExpression') return [...literals(node.consequent), ...literals(node.alternate)]
      if (node.type === 'LogicalExpression') return [...literals(node.left), ...literals(node.right)]
      if (node.type === 'BinaryExpression' && node.operator === '+')
        return [...literals(node.left), ...literals(node.right)]
      if (node.type === 'JSXExpressionContainer') return literals(node.expression)
      return []
    }
    const refuse = (node) => {
      for (const [at, text] of literals(node)) if (hasLetter(text)) report(at, text)
    }
    const nameOf = ({ name }) => (name.type === 'JSXNamespacedName' ? name.name.name : name.name)

    const sentence = (node, text) => {
      if (!isSentence(text) || context.sourceCode.getAncestors(node).some(isForProgrammers)) return
      report(node, text)
    }
    return {
      JSXText: (node) => hasLetter(node.value) && report(node, node.value),
      'JSXElement > JSXExpressionContainer': refuse,
      'JSXFragment > JSXExpressionContainer': refuse,
      JSXAttribute: (node) => heard.test(nameOf(node)) && refuse(node.value),
      'CallExpression[callee.name=/^(useTitle|sentText|sentWords)$/]': (node) => node.arguments.forEach(refuse),
      Literal: (node) => typeof node.value === 'string' && sentence(node, node.value),
      TemplateElement: (node) => sentence(node, node.value.cooked),
    }
  },
}
