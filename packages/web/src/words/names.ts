const small = new Set(['the', 'a', 'an', 'of', 'and', 'der', 'die', 'das', 'le', 'la', 'el', 'il'])

/** One or two letters that stand for a name: `The Fenland Courier` is `FC`, `Tidetable` is `Ti`. */
export function initials(name: string): string {
  const words = name.split(/[\s.,:;–—-]+/u).filter((word) => word !== '')
  const telling = words.filter((word) => !small.has(word.toLowerCase()) && !/^\d/.test(word))
  const [first = words[0] ?? '', second] = telling
  const [head = '', next = ''] = Array.from(first)
  return second === undefined
    ? head.toUpperCase() + next
    : head.toUpperCase() + (Array.from(second)[0] ?? '').toUpperCase()
}

/** A number of 32 bits made of text (FNV-1a): the same name always has the same colour and cover. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return hash
}
