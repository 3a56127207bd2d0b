import { expect, test } from 'vitest'
import { postgresTrouble } from './postgres-trouble.ts'

test('what PostgreSQL says when it does not start becomes what to do', () => {
  const cases: readonly (readonly [words: string, advice: string])[] = [
    [
      'initdb: error while loading shared libraries: libpq.so.5: cannot open shared object file: No such file or directory',
      'npm ci --ignore-scripts=false',
    ],
    ['initdb: error: could not write to file "pg_wal/1": No space left on device', 'the disk is full'],
    [
      'FATAL:  database files are incompatible with server\nDETAIL:  The data directory was initialized by PostgreSQL version 17',
      'move their folder away',
    ],
    ['FATAL:  data directory "/data" has wrong ownership', 'start as the user who made them'],
    ['FATAL:  could not resize shared memory segment "/PostgreSQL.1": No space', 'shared memory'],
    ['FATAL:  something that nobody has seen yet', 'PostgreSQL does not start:'],
  ]
  for (const [words, advice] of cases) expect(postgresTrouble(words), words).toContain(advice)
})
