import { readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '@/lib/db/embedded/free-port'
import { type DatabaseGate, openDatabaseGate } from '@/lib/db/testing/database-gate'
import { startTestCluster, TEMPLATE_DATABASE } from '@/lib/db/testing/start-test-cluster'
import { databaseUrl } from '@/lib/db/testing/test-databases'
import { composeSettings } from '@/scripts/start/compose-settings'
import { generateSecrets } from '@/scripts/start/development-secrets'
import { type Child, ROOT, runChild } from '@/scripts/start/run-child'
import { startMock } from '@/scripts/start/start-mock'
import { waitForAnswer } from '@/scripts/start/wait-for-answer'
import { isBuildCurrent, NEXT_COMMAND } from '@/scripts/start/web-build'

export type WireFormat = 'protobuf' | 'json'

export type Stack = {
  format: WireFormat
  /** The web pages, without a slash at the end. */
  baseUrl: string
  /** mock-spotware's control API and panel, without a slash at the end. */
  controlUrl: string
  databaseUrl: string
  worker: {
    /** Process number, or null when it does not run. */
    pid(): number | null
    /** Ends it at once, as a crash would. It stays down until `start`. */
    crash(): Promise<void>
    stop(): Promise<void>
    start(): void
    /** The environment it runs with, for scripts that must open what it sealed. */
    env: Record<string, string>
  }
  web: {
    /** What the web process was started with, as one text to search. */
    environment(): string
  }
  /** The only way the processes reach the database; shut it and it is gone for them. */
  databaseGate: Pick<DatabaseGate, 'shut' | 'open'>
  /** The keys that seal tokens, in the form they are set. */
  tokenKeys(): { key: string }[]
  /** Everything the processes printed so far. */
  output(): string
  stop(): Promise<void>
}

/**
 * Tallybook as `npm start` would run it, beside whatever else runs: own ports, own database, own secrets, own
 * mock-spotware. It ends with the process that started it, also by kill -9.
 */
export async function startStack({
  format,
  historicalPerSecond,
  scenario,
}: {
  format: WireFormat
  /** Requests for history a second, which mock-spotware allows and the worker keeps to. */
  historicalPerSecond: number
  /** People and switches of the mock, besides its own (mock-spotware/scenario). */
  scenario?: object | null
}): Promise<Stack> {
  if (!isBuildCurrent())
    throw new Error('The pages are not built from these sources: npm run test:e2e does that first')
  const stops: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one()
  }
  const lines: string[] = []
  const from = (name: string) => (line: string) => {
    lines.push(`[${name}] ${line}`)
  }
  try {
    const folder = await mkdtemp(path.join(tmpdir(), 'tallybook-stack-'))
    stops.push(() => rm(folder, { recursive: true, force: true }))
    await chmod(folder, 0o711)

    const scenarioFile = path.join(folder, 'scenario.json')
    const switches = { historicalRequestsPerSecond: historicalPerSecond }
    await writeFile(scenarioFile, JSON.stringify({ switches, ...scenario }))

    const cluster = await startTestCluster()
    stops.push(cluster.stop)
    // Nobody copies from this cluster's template, so it may be used itself.
    const stackDatabaseUrl = databaseUrl(cluster.serverUrl, TEMPLATE_DATABASE)

    const gate = await openDatabaseGate(stackDatabaseUrl)
    stops.push(gate.close)
    const settings = composeSettings({
      env: {
        ...machineOnly(process.env),
        PORT: `${await freePort()}`,
        MOCK_HTTP_PORT: `${await freePort()}`,
        MOCK_CRM_PORT: `${await freePort()}`,
        MOCK_LIVE_PORT: `${await freePort()}`,
        MOCK_DEMO_PORT: `${await freePort()}`,
        MOCK_LIVE_JSON_PORT: `${await freePort()}`,
        MOCK_DEMO_JSON_PORT: `${await freePort()}`,
        CTRADER_FORMAT: format,
        SYNC_CHECK_SECONDS: '3',
        MOCK_SPOTWARE_SCENARIO: scenarioFile,
        CTRADER_HISTORICAL_PER_SECOND: `${historicalPerSecond}`,
      },
      secrets: generateSecrets(),
      databaseUrl: gate.url,
      mode: 'production',
      dataDir: folder,
    })
    if (!settings.mock) throw new Error('The stack must use mock-spotware')
    await startMock(settings.mock, from('mock'), from('mock'), (mock) => stops.push(mock.stop))

    let worker: Child | null = null
    const startWorker = () => {
      if (worker?.isRunning()) throw new Error('The worker runs already')
      worker = runChild({
        entry: path.join(ROOT, 'workers', 'main.ts'),
        env: settings.worker,
        onLine: from('worker'),
      })
    }
    const stopWorker = async () => {
      if (worker?.isRunning()) await worker.stop()
    }
    startWorker()
    stops.push(stopWorker)

    const baseUrl = settings.appUrl
    const web = runChild({
      entry: NEXT_COMMAND,
      args: ['start', '-p', settings.web.PORT ?? '', '-H', 'localhost'],
      env: settings.web,
      onLine: from('web'),
    })
    stops.push(web.stop)
    await waitForAnswer(`${baseUrl}/`, web, 'web server')

    return {
      format,
      baseUrl,
      controlUrl: settings.mock.panelUrl.replace(/\/$/, ''),
      databaseUrl: stackDatabaseUrl,
      worker: {
        pid: () => (worker?.isRunning() ? worker.pid : null),
        crash: async () => {
          worker?.kill('SIGKILL')
          await worker?.ended
        },
        stop: stopWorker,
        start: startWorker,
        env: settings.worker,
      },
      web: { environment: () => readFileSync(`/proc/${web.pid}/environ`, 'utf8') },
      databaseGate: gate,
      tokenKeys: () =>
        (settings.worker.TOKEN_KEYS ?? '')
          .split(',')
          .map((pair) => ({ key: pair.replace(/^[^:]*:/, '') })),
      output: () => lines.join('\n'),
      stop,
    }
  } catch (error) {
    await stop()
    throw new Error(`The stack did not start. What it printed:\n${lines.slice(-40).join('\n')}`, {
      cause: error,
    })
  }
}

/** A developer's own DATABASE_URL or cTrader credentials must not reach a test. */
function machineOnly(env: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) =>
      /^(PATH|HOME|USER|LANG|LC_ALL|TMPDIR|MOCK_SPOTWARE_SEED)$/.test(name),
    ),
  )
}
