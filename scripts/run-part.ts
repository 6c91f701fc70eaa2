import path from 'node:path'
import { resolveDatabaseUrl } from '@/lib/db/embedded/resolve-database-url'
import { SettingsError } from '@/lib/env'
import { composeSettings } from './start/compose-settings'
import { developmentSecrets } from './start/development-secrets'
import { EMBEDDED_PLACEHOLDER, givenEnvironment } from './start/given-environment'
import { PortsInUse, requireFreePorts } from './start/port-check'
import { type ChildSettings, ROOT, runChild } from './start/run-child'
import { Shutdown } from './start/shutdown'
import { MOCK_ENTRY } from './start/start-mock'
import { ensureWebBuild, NEXT_COMMAND } from './start/web-build'

/**
 * `npm run web`, `npm run worker`, `npm run mock`: one part by itself, with the settings `npm start` would give it.
 * The mock takes its own flags besides: `npm run mock -- --help`.
 */
const PARTS = ['web', 'worker', 'mock'] as const
type Part = (typeof PARTS)[number]

const shutdown = new Shutdown()
const onLine = (line: string) => console.log(line)
const givenArguments = process.argv.slice(3)
/** The kept state belongs to the usual world; another one must not push it aside. */
const IS_ANOTHER_WORLD = /(^| )--(scenario|seed|persona|reversal-form|state-file)\b/

async function prepare(part: Part): Promise<ChildSettings> {
  const env = givenEnvironment()
  const secrets = await developmentSecrets()
  const compose = (databaseUrl: string) =>
    composeSettings({ env, secrets, databaseUrl, mode: 'production' })
  const { mock, ports } = compose(env.DATABASE_URL || EMBEDDED_PLACEHOLDER)
  if (part === 'mock') {
    if (!mock) throw new Error('cTrader credentials are set; unset them to use mock-spotware.')
    // What was typed comes last and wins; a port that is taken the mock names itself.
    const kept = IS_ANOTHER_WORLD.test(givenArguments.join(' ')) ? [] : mock.stateArgs
    const args = [...mock.args, ...kept, ...givenArguments]
    return { entry: MOCK_ENTRY, args, env: mock.env, onLine }
  }
  await requireFreePorts(ports.filter(({ setting }) => part === 'web' && setting === 'PORT'))
  const database = await resolveDatabaseUrl(env)
  shutdown.add(database.stop)
  const settings = compose(database.url)
  if (part === 'worker') {
    return { entry: path.join(ROOT, 'workers', 'main.ts'), env: settings.worker, onLine }
  }
  await ensureWebBuild(settings.web, onLine, (stop) => {
    shutdown.requested.then(stop)
  })
  const args = ['start', '-p', settings.web.PORT ?? '3000', '-H', 'localhost']
  return { entry: NEXT_COMMAND, args, env: settings.web, onLine }
}

try {
  const part = PARTS.find((name) => name === process.argv[2])
  if (!part) throw new Error(`Say which part: ${PARTS.join(', ')}`)
  const child = runChild(await shutdown.step(prepare(part)))
  shutdown.add(child.stop)
  const { code } = await shutdown.step(child.ended)
  process.exitCode = code ?? 1
} catch (error) {
  if (!shutdown.wasRequested) {
    process.exitCode = 1
    const expected = error instanceof SettingsError || error instanceof PortsInUse
    console.error(expected ? error.message : error)
  }
} finally {
  await shutdown.stopAll()
}
process.exit()
