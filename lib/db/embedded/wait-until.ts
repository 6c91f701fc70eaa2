import { setTimeout as sleep } from 'node:timers/promises'

/** Asks again until the answer is there; undefined and false mean "not yet". */
export async function waitUntil<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  { timeoutMs = 30_000, everyMs = 25 }: { timeoutMs?: number; everyMs?: number } = {},
): Promise<T> {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined && answer !== false) return answer
    if (performance.now() > deadline) {
      throw new Error(`Gave up after ${timeoutMs / 1000} s waiting until ${what}`)
    }
    await sleep(everyMs)
  }
}
