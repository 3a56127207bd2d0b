/** What PostgreSQL's own programs say when they do not start, and what to do about it. */
const known: readonly (readonly [said: RegExp, meaning: string])[] = [
  [
    /error while loading shared libraries|cannot open shared object|Library not loaded/,
    "PostgreSQL's libraries are not linked, because npm's install scripts did not run (--ignore-scripts, or " +
      'ignore-scripts=true in an .npmrc): run `npm ci --ignore-scripts=false`, or set DATABASE_URL to a PostgreSQL 15 or later',
  ],
  [/No space left on device/, 'the disk is full: a new PostgreSQL needs some 60 MB'],
  [
    /database files are incompatible with server/,
    'the data were made by another version of PostgreSQL: move their folder away to begin anew, or run that version ' +
      'and set DATABASE_URL to it',
  ],
  [
    /has wrong ownership|[Pp]ermission denied/,
    'the data belong to another user: start as the user who made them, or set FARTHING_DATA_FOLDER to another folder',
  ],
  [/could not (create|open|map|resize) shared memory/, 'there is too little shared memory (/dev/shm): give it 64 MB'],
]

/**
 * Says what to do about a PostgreSQL that did not start.
 *
 * @param said What initdb or the server wrote.
 * @returns A sentence, without a full stop; of what we do not know, that it does not start.
 */
export function postgresTrouble(said: string): string {
  return known.find(([pattern]) => pattern.test(said))?.[1] ?? 'PostgreSQL does not start:'
}
