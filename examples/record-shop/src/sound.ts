/**
 * A tune as text: notes `d4:1` (name, octave, beats), `-` for a rest. The drone holds under it.
 * `reed` is a harmonium, `bell` a struck plate, `string` a plucked wire.
 */
export type Score = { tune: string; drone: string; beatsPerMinute: number; voice: 'reed' | 'bell' | 'string' }

const rate = 22_050
const tail = 1.6 // Seconds for the last note to fade.
const steps: Record<string, number> = { c: 0, d: 2, e: 4, f: 5, g: 7, a: 9, b: 11 }

type Voice = { partials: number[]; attack: number; decay: number; tremble: number }
const voices: Record<Score['voice'], Voice> = {
  reed: { partials: [1, 0.52, 0.34, 0.2, 0.13, 0.07], attack: 0.07, decay: 0, tremble: 0.12 },
  bell: { partials: [1, 0.1, 0.42, 0.06, 0.24, 0, 0.12], attack: 0.004, decay: 1.5, tremble: 0 },
  string: { partials: [1, 0.6, 0.28, 0.22, 0.1, 0.06], attack: 0.006, decay: 2.4, tremble: 0.03 },
}

type Note = { hertz: number; at: number; seconds: number }

/** How long it sounds, in whole seconds. */
export function secondsOf(score: Score): number {
  return Math.ceil(lengthOf(notesOf(score.tune, score.beatsPerMinute)))
}

/** Plays a score into a WAV file: 16 bits, mono, 22,050 a second. The same score, the same bytes. */
export function wavOf(score: Score): Buffer {
  const notes = notesOf(score.tune, score.beatsPerMinute)
  const seconds = lengthOf(notes)
  const mix = new Float32Array(Math.ceil(seconds * rate))
  for (const note of notes) sound(mix, note, voices[score.voice], 0.3)
  for (const hertz of notesOf(score.drone, 60).map((note) => note.hertz)) {
    sound(mix, { hertz, at: 0, seconds: seconds - tail }, { ...voices.reed, attack: 1.2 }, 0.07)
  }
  return wavFile(inRoom(mix))
}

function notesOf(tune: string, beatsPerMinute: number): Note[] {
  const notes: Note[] = []
  let at = 0
  for (const word of tune.trim().split(/\s+/)) {
    const match = /^(?:([a-g])(#|b)?(\d)|-):(\d*\.?\d+)$/.exec(word)
    if (match === null) throw new Error(`"${word}" is no note`)
    const seconds = (Number(match[4]) * 60) / beatsPerMinute
    const step = steps[match[1] ?? '']
    if (step !== undefined) notes.push({ hertz: hertzOf(step, match[2], Number(match[3])), at, seconds })
    at += seconds
  }
  return notes
}

function hertzOf(step: number, accidental: string | undefined, octave: number): number {
  const shift = accidental === '#' ? 1 : accidental === 'b' ? -1 : 0
  return 440 * 2 ** (octave - 4 + (step + shift - 9) / 12)
}

function lengthOf(notes: readonly Note[]): number {
  const last = notes.at(-1)
  return last === undefined ? 0 : last.at + last.seconds + tail
}

const tableLength = 4096
const tables = new Map<readonly number[], Float32Array>()

// One cycle, read round and round: a sine for each partial of each sample would cost twenty times as much.
function cycle(partials: readonly number[]): Float32Array {
  const known = tables.get(partials)
  if (known !== undefined) return known
  const table = Float32Array.from({ length: tableLength }, (_, index) =>
    partials.reduce(
      (sum, loud, partial) => sum + loud * Math.sin((2 * Math.PI * index * (partial + 1)) / tableLength),
      0,
    ),
  )
  tables.set(partials, table)
  return table
}

function sound(mix: Float32Array, note: Note, voice: Voice, loudness: number): void {
  const table = cycle(voice.partials)
  const start = Math.floor(note.at * rate)
  const release = 0.35
  const held = voice.decay > 0 ? note.seconds + tail : note.seconds + release
  const length = Math.min(mix.length - start, Math.floor(held * rate))
  for (let index = 0; index < length; index++) {
    const time = index / rate
    const rise = Math.min(1, time / voice.attack)
    const fall =
      voice.decay > 0 ? Math.exp((-time * 3) / voice.decay) : Math.min(1, Math.max(0, (held - time) / release))
    const tremble = 1 - voice.tremble * (0.5 + 0.5 * Math.sin(2 * Math.PI * 5.1 * time))
    const wave = table[Math.floor(index * note.hertz * (tableLength / rate)) % tableLength] ?? 0
    mix[start + index] = (mix[start + index] ?? 0) + wave * loudness * rise * fall * tremble
  }
}

// A pump house has brick walls: three echoes, each duller than the last.
function inRoom(dry: Float32Array): Float32Array {
  const wet = Float32Array.from(dry)
  for (const [seconds, strength] of [
    [0.061, 0.32],
    [0.113, 0.22],
    [0.187, 0.15],
  ] as const) {
    const delay = Math.floor(seconds * rate)
    let dull = 0
    for (let index = delay; index < wet.length; index++) {
      dull += ((wet[index - delay] ?? 0) - dull) * 0.35
      wet[index] = (wet[index] ?? 0) + dull * strength
    }
  }
  return wet
}

function wavFile(samples: Float32Array): Buffer {
  let loudest = 0.001
  for (const sample of samples) loudest = Math.max(loudest, Math.abs(sample))
  const file = Buffer.alloc(44 + samples.length * 2)
  file.write('RIFF', 0)
  file.writeUInt32LE(36 + samples.length * 2, 4)
  file.write('WAVEfmt ', 8)
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20) // PCM
  file.writeUInt16LE(1, 22) // one channel
  file.writeUInt32LE(rate, 24)
  file.writeUInt32LE(rate * 2, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36)
  file.writeUInt32LE(samples.length * 2, 40)
  for (const [index, sample] of samples.entries())
    file.writeInt16LE(Math.round((sample / loudest) * 29_000), 44 + index * 2)
  return file
}
