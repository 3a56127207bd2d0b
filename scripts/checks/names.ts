import { type Findings, sourcesOf } from './sources.ts'

const vague = /^(utils?|helpers?|manager|data|misc|common|stuff)$/

/** File names are kebab-case and say what is inside. */
export function checkNames(root: string): Findings {
  const sources = sourcesOf(root)
  const problems: string[] = []
  for (const path of sources) {
    const name = path.slice(path.lastIndexOf('/') + 1).replace(/(\.(test|gen|config))?\.tsx?$/, '')
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) problems.push(`not kebab-case: ${path}`)
    if (path.split('/').some((part) => vague.test(part.replace(/\..*$/, '')))) problems.push(`says nothing: ${path}`)
  }
  return { problems: sources.length === 0 ? ['no source file found'] : problems, seen: `${sources.length} files` }
}
