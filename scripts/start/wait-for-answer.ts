import { waitUntil } from '@/lib/db/embedded/wait-until'
import { describeEnd } from './keep-running'
import type { Child } from './run-child'

/** Until the address answers anything at all, or the process behind it is over. */
export async function waitForAnswer(url: string, child: Child, name: string): Promise<void> {
  const gone = child.ended.then((end) => {
    throw new Error(`The ${name} ${describeEnd(end)} before it was ready.`)
  })
  const answers = waitUntil(
    `the ${name} answers at ${url}`,
    () =>
      fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(10_000) }).then(
        () => true,
        () => false,
      ),
    { timeoutMs: 120_000, everyMs: 100 },
  )
  gone.catch(() => {})
  await Promise.race([answers, gone])
}
