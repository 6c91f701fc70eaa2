import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { readyLine, spawnMock } from '@/mock-spotware/testing/spawn-mock'

const CLIENT_SECRET = 'bench-secret-0123456789abcdefghijklmnop'

const Requests = z.object({
  requests: z.array(
    z.object({ at: z.number(), message: z.string(), status: z.string(), connection: z.number() }),
  ),
})
export type SeenRequest = z.output<typeof Requests>['requests'][number]

/** mock-spotware as a process of its own: it shares no event loop with what is measured. */
export async function startMock(input: {
  folder: string
  redirectUri: string
  scenario: object
  args?: string[]
}) {
  const scenario = path.join(input.folder, 'scenario.json')
  await writeFile(scenario, JSON.stringify(input.scenario))
  const child = spawnMock([
    ...['--scenario', scenario, '--redirect-uri', input.redirectUri],
    ...['--client-secret', CLIENT_SECRET, ...(input.args ?? [])],
  ])
  child.stderr.pipe(process.stderr)
  const dieWithUs = () => child.kill('SIGKILL')
  process.once('exit', dieWithUs)
  const { facts } = await readyLine(child)

  async function control(method: 'GET' | 'POST', name: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${facts.controlUrl}/control/${name}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${name} answered ${response.status}`)
    return response.json()
  }

  return {
    authUrl: facts.authUrl,
    tokenUrl: facts.tokenUrl,
    clientId: facts.clientId,
    clientSecret: CLIENT_SECRET,
    caFile: facts.caFile,
    liveUrl: `wss://127.0.0.1:${facts.ports.live}`,
    demoUrl: `wss://127.0.0.1:${facts.ports.demo}`,
    control,

    /** What arrived at the Open API, oldest first. */
    async requests(): Promise<SeenRequest[]> {
      return Requests.parse(await control('GET', 'requests?kind=open-api')).requests
    },

    async violations(): Promise<number> {
      return z.object({ count: z.number() }).parse(await control('GET', 'violations')).count
    },

    async stop() {
      process.off('exit', dieWithUs)
      if (child.exitCode !== null) return
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}
