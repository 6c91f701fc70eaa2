import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { execa } from 'execa'
import { ROOT } from '@/scripts/start/run-child'

export type Count = { passed: number; failed: number }

async function run(command: string[], env: Record<string, string> = {}): Promise<boolean> {
  const [program = '', ...args] = command
  const { exitCode } = await execa(program, args, {
    cwd: ROOT,
    preferLocal: true,
    localDir: ROOT,
    reject: false,
    stdio: ['ignore', 'inherit', 'inherit'],
    env,
  })
  return exitCode === 0
}

/** A tool that only says yes or no. */
export async function countAsOne(command: string[]): Promise<Count> {
  return (await run(command)) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** A tool that failed without a failed test (an import that throws, no test at all) has failed once. */
function settle(succeeded: boolean, count: Count): Count {
  const nothingWrong = succeeded && count.passed > 0
  return nothingWrong || count.failed > 0 ? count : { ...count, failed: 1 }
}

async function withReport(
  use: (reportFile: string) => Promise<boolean>,
  read: (report: unknown) => Count,
): Promise<Count> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tallybook-report-'))
  const file = path.join(folder, 'report.json')
  try {
    const succeeded = await use(file)
    const text = await readFile(file, 'utf8').catch(() => null)
    return settle(succeeded, text ? read(JSON.parse(text)) : { passed: 0, failed: 0 })
  } finally {
    await rm(folder, { recursive: true })
  }
}

export function countVitest(): Promise<Count> {
  return withReport(
    (file) =>
      run(['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]),
    (report) => {
      const { numPassedTests, numFailedTests } = report as Record<string, number>
      return { passed: numPassedTests ?? 0, failed: numFailedTests ?? 0 }
    },
  )
}

export function countJourneys(args: string[] = []): Promise<Count> {
  return withReport(
    (file) =>
      run(['playwright', 'test', '--reporter=list,json', ...args], {
        PLAYWRIGHT_JSON_OUTPUT_FILE: file,
      }),
    (report) => {
      const { stats } = report as { stats?: Record<string, number> }
      return {
        passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
        failed: stats?.unexpected ?? 0,
      }
    },
  )
}
