import { setFlagsFromString } from 'node:v8'
import { helpText, readCommandLine, UsageError } from './command-line'
import { PortInUseError } from './loopback-listener'
import { ScenarioError } from './scenario/scenario-error'
import { startMockSpotware } from './start'
import { StateFileError } from './state/state-file'

// a history of 120,000 deals is made of many short-lived things: clearing up early keeps it small
setFlagsFromString('--heap-growing-percent=25')

try {
  const settings = readCommandLine(process.argv.slice(2), process.env)
  if (settings === 'help') process.stdout.write(helpText())
  else await run(settings)
} catch (error) {
  const canBeMended =
    error instanceof UsageError ||
    error instanceof PortInUseError ||
    error instanceof ScenarioError ||
    error instanceof StateFileError
  if (!canBeMended) throw error
  process.stderr.write(`mock-spotware: ${error.message}\n`)
  process.exitCode = 1
}

async function run(settings: Parameters<typeof startMockSpotware>[0]): Promise<void> {
  const mock = await startMockSpotware(settings)
  const { world: _world, close, clientSecret: _clientSecret, ...publicFacts } = mock
  process.stdout.write(`mock-spotware ready ${JSON.stringify(publicFacts)}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close())
}
