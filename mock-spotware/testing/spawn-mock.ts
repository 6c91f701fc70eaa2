import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { z } from 'zod'

const root = new URL('../..', import.meta.url)
const freePorts = ['http', 'crm', 'live', 'demo', 'live-json', 'demo-json'].flatMap((name) => [
  `--${name}-port`,
  '0',
])
type MockProcess = ChildProcessByStdio<null, Readable, Readable>

/** The mock as a process of its own, on free ports. */
export function spawnMock(args: string[]): MockProcess {
  return spawn(
    process.execPath,
    ['--import', 'tsx', 'mock-spotware/main.ts', ...freePorts, ...args],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  )
}

const factsSchema = z.object({
  authUrl: z.url(),
  controlUrl: z.url(),
  crmUrl: z.url(),
  tokenUrl: z.url(),
  clientId: z.string(),
  liveJsonUrl: z.url(),
  demoJsonUrl: z.url(),
  caFile: z.string(),
  ports: z.record(z.string(), z.number()),
})

/** Waits for the line that says it is ready. */
export async function readyLine(child: MockProcess) {
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  const text = String(line)
  return { text, facts: factsSchema.parse(JSON.parse(text.replace('mock-spotware ready ', ''))) }
}
