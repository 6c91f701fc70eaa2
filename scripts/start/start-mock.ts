import path from 'node:path'
import type { MockSettings } from './compose-settings'
import { describeEnd, type KeptChild, keepRunning } from './keep-running'
import { ROOT } from './run-child'

export const MOCK_ENTRY = path.join(ROOT, 'mock-spotware', 'main.ts')

/** What mock-spotware prints when every port is open. */
export const MOCK_READY = 'mock-spotware ready'

export async function startMock(
  mock: MockSettings,
  onLine: (line: string) => void,
  say: (line: string) => void,
  started: (child: KeptChild) => void,
): Promise<void> {
  let announce: () => void = () => {}
  const ready = new Promise<void>((resolve) => {
    announce = resolve
  })
  const kept = keepRunning({
    name: 'mock-spotware',
    entry: MOCK_ENTRY,
    args: [...mock.args, ...mock.stateArgs],
    env: mock.env,
    say,
    onLine: (line) => {
      if (line.startsWith(MOCK_READY)) announce()
      onLine(line)
    },
  })
  started(kept)
  const gone = kept.current().ended.then((end) => {
    throw new Error(`mock-spotware ${describeEnd(end)} before it was ready.`)
  })
  gone.catch(() => {})
  await Promise.race([ready, gone])
}
