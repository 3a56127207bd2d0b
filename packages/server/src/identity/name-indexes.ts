// Names are sealed, each under its person's own key. So that staff find people by the start of a name, keyed hashes of the
// beginnings of its words are kept beside it. What they tell whoever has the database is said in docs/security.md.
import type { Deps } from '../platform/deps.ts'
import { beginningOf, beginningsOf } from '../platform/spelling.ts'

type Secrets = Pick<Deps, 'secrets'>

/** HMAC, cut to 8 bytes: two that meet by chance are told apart when the name is opened. */
const indexOf = ({ secrets }: Secrets, beginning: string): string =>
  secrets.index('beginning of a name', beginning).readBigInt64BE().toString()

/** What is kept of a name to find it by its beginnings, for the column `name_beginnings`. */
export const nameIndexes = (deps: Secrets, name: string): string[] =>
  beginningsOf(name).map((each) => indexOf(deps, each))

/** By which of those a name is found that has a word with this beginning. */
export const wordIndex = (deps: Secrets, word: string): string => indexOf(deps, beginningOf(word))
