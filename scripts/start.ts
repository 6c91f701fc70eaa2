import path from 'node:path'
import { resolveDatabaseUrl } from '@/lib/db/embedded/resolve-database-url'
import { applyMigrations } from '@/lib/db/migrations/apply-migrations'
import { SettingsError } from '@/lib/env'
import { composeSettings } from './start/compose-settings'
import { demoSignIns } from './start/demo-sign-ins'
import { developmentSecrets } from './start/development-secrets'
import { EMBEDDED_PLACEHOLDER, givenEnvironment } from './start/given-environment'
import { keepRunning } from './start/keep-running'
import { PortsInUse, requireFreePorts } from './start/port-check'
import { ROOT } from './start/run-child'
import { Shutdown, Stopped } from './start/shutdown'
import { startMock } from './start/start-mock'
import { waitForAnswer } from './start/wait-for-answer'
import { ensureWebBuild, NEXT_COMMAND } from './start/web-build'

/** `npm start` and `npm run dev` (`--dev`): everything Tallybook needs, on this machine, until ctrl-C. */
const development = process.argv.includes('--dev')
const mode = development ? 'development' : 'production'

const say = (line: string) => console.log(line)
const from = (name: string) => (line: string) => console.log(`[${name}] ${line}`)

const shutdown = new Shutdown()

async function start(): Promise<void> {
  const env = givenEnvironment()
  const secrets = await developmentSecrets()
  const compose = (databaseUrl: string) => composeSettings({ env, secrets, databaseUrl, mode })
  const checked = compose(env.DATABASE_URL || EMBEDDED_PLACEHOLDER)
  await requireFreePorts(checked.ports)

  const step = <T>(work: Promise<T>) => shutdown.step(work)
  say(
    env.DATABASE_URL ? 'Database: DATABASE_URL' : 'Database: embedded PostgreSQL in .data/postgres',
  )
  const database = await step(resolveDatabaseUrl(env).then(stoppable))
  const applied = await step(applyMigrations(database.url))
  if (applied.length > 0) say(`Database: ${applied.length} migrations applied`)
  const signIns = database.embedded ? await step(demoSignIns(database.url)) : []
  const settings = compose(database.url)

  if (settings.mock) {
    await step(startMock(settings.mock, from('mock'), say, stoppable))
  }
  if (!development) {
    await step(
      ensureWebBuild(settings.web, from('build'), (stop) => {
        shutdown.requested.then(stop)
      }),
    )
  }
  stoppable(
    keepRunning({
      name: 'worker',
      entry: path.join(ROOT, 'workers', 'main.ts'),
      env: settings.worker,
      onLine: from('worker'),
      say,
    }),
  )
  const web = stoppable(
    keepRunning({
      name: 'web server',
      entry: NEXT_COMMAND,
      args: [development ? 'dev' : 'start', '-p', settings.web.PORT ?? '3000', '-H', 'localhost'],
      env: settings.web,
      onLine: from('web'),
      say,
    }),
  )
  await step(waitForAnswer(`http://localhost:${settings.web.PORT}/`, web.current(), 'web server'))

  say('')
  say(`Tallybook is at ${settings.appUrl}`)
  for (const { email, password } of signIns) say(`  sign in as ${email} with ${password}`)
  if (settings.mock) {
    say(`No cTrader credentials are set, so mock-spotware stands in: ${settings.mock.panelUrl}`)
    say('  at its cTrader page sign in as ana or ben with the password demo')
    say(
      `  a broker with sign-in of its own: ${settings.mock.panelUrl}platform (eli, password demo)`,
    )
  }
  say('Stop with ctrl-C.')
}

/** Has it stopped at the end, whether the sequence gets that far or not. */
function stoppable<T extends { stop(): Promise<void> }>(started: T): T {
  shutdown.add(() => started.stop())
  return started
}

try {
  await start()
  await shutdown.requested
  say('Stopping…')
} catch (error) {
  if (!(error instanceof Stopped) && !shutdown.wasRequested) {
    process.exitCode = 1
    const expected = error instanceof SettingsError || error instanceof PortsInUse
    console.error(expected ? error.message : error)
  }
} finally {
  await shutdown.stopAll()
}
// What others left on the event loop (idle pools) is over, too.
process.exit()
