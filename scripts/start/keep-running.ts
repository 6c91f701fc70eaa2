import { type Child, type ChildEnd, type ChildSettings, runChild } from './run-child'

const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 30_000
/** Having run this long counts as healthy: the next pause is short again. */
const HEALTHY_AFTER_MS = 60_000

export type KeptChild = {
  /** The process of the moment. */
  current(): Child
  stop(): Promise<void>
}

export function describeEnd({ code, signal }: ChildEnd): string {
  return signal ? `was killed (${signal})` : `ended with exit code ${code ?? 'unknown'}`
}

/** Starts a process again whenever it ends by itself, each time after a longer pause. */
export function keepRunning(
  settings: ChildSettings & {
    name: string
    say: (line: string) => void
    firstPauseMs?: number
  },
): KeptChild {
  const { name, say, firstPauseMs = FIRST_PAUSE_MS } = settings
  let stopping = false
  let pauseMs = firstPauseMs
  let child = begin()
  let pendingStart: NodeJS.Timeout | undefined

  function begin(): Child {
    const startedAt = performance.now()
    const started = runChild(settings)
    started.ended.then((end) => {
      if (stopping) return
      if (performance.now() - startedAt > HEALTHY_AFTER_MS) pauseMs = firstPauseMs
      say(`The ${name} ${describeEnd(end)}; it starts again in ${pauseMs / 1000} s.`)
      pendingStart = setTimeout(() => {
        child = begin()
      }, pauseMs)
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
    })
    return started
  }

  return {
    current: () => child,
    stop: async () => {
      stopping = true
      clearTimeout(pendingStart)
      await child.stop()
    },
  }
}
