import { helpText, readCommandLine, UsageError } from './command-line'
import { PortInUseError } from './loopback-listener'
import { startMockSpotware } from './start'
import { StateFileError } from './state/state-file'

try {
  const settings = readCommandLine(process.argv.slice(2), process.env)
  if (settings === 'help') process.stdout.write(helpText())
  else await run(settings)
} catch (error) {
  const canBeMended =
    error instanceof UsageError ||
    error instanceof PortInUseError ||
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
