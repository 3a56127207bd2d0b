// What a program leaves for the garbage collector. It varies far less than the time that a program takes.
import { GCProfiler, getHeapStatistics } from 'node:v8'

/**
 * Counts what this process puts on V8's heap from now on. Memory outside of it, such as that of Buffers, is not counted.
 *
 * @returns Ends the count. Gives bytes.
 */
export function countAllocated(): () => number {
  const profiler = new GCProfiler()
  profiler.start()
  let last = getHeapStatistics().used_heap_size
  return () => {
    const end = getHeapStatistics().used_heap_size
    let bytes = 0
    for (const { beforeGC, afterGC } of profiler.stop().statistics) {
      bytes += beforeGC.heapStatistics.usedHeapSize - last
      last = afterGC.heapStatistics.usedHeapSize
    }
    return bytes + end - last
  }
}
