import { HELP, readCommandLine, UsageError } from './command-line'
import { jsonOf, summaryOf, tableOf } from './report'
import { runChecks } from './run-checks'

const tell = (line: string) => process.stderr.write(`crm-check: ${line}\n`)

try {
  const commandLine = readCommandLine(process.argv.slice(2), process.env, tell)
  if (commandLine === 'help') {
    process.stdout.write(HELP)
  } else {
    const { settings, isStrict, isJson } = commandLine
    const results = await runChecks(settings, isStrict)
    process.stdout.write(isJson ? jsonOf(results) : tableOf(results))
    process.exitCode = summaryOf(results).failed > 0 ? 1 : 0
  }
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  tell(`${error.message}; --help shows what there is`)
  process.exitCode = 2
}
