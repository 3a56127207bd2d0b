// A piece of work that is always the same, run beside each window. Machines differ, and one machine changes its speed
// by half from minute to minute: CPU in units of this loop can be compared where microseconds cannot.

const cells = 1 << 16
const memory = new Int32Array(cells)
const names = new Map(Array.from({ length: 4_096 }, (_, i) => [`name ${i}`, i]))
const keys = [...names.keys()]

/**
 * Arithmetic, random access to memory, a map of strings: what a purchase does most of. Some 10 ms on a machine of 2025.
 */
function loop(): number {
  let state = 1
  for (let i = 0; i < 600_000; i++) {
    state = (Math.imul(state ^ (state >>> 15), state | 1) + 0x6d2b79f5) | 0
    const at = state & (cells - 1)
    memory[at] = ((memory[at] ?? 0) + i) | 0
    if ((i & 3) === 0) state ^= names.get(keys[at & 4_095] ?? '') ?? 0
  }
  return state
}

/** CPU of one loop, in microseconds: the least of three, since a disturbance only adds. */
export function loopMicros(): number {
  let least = Infinity
  for (let i = 0; i < 3; i++) {
    const before = process.cpuUsage()
    loop()
    const { user, system } = process.cpuUsage(before)
    least = Math.min(least, user + system)
  }
  return least
}
