import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import type { MockSpotware } from '@/mock-spotware/start'
import { startTestMock } from '@/mock-spotware/testing/start-test-mock'
import { readCommandLine, UsageError } from './command-line'
import { CommandFailed, runShellCommand } from './shell-command'

const PASSWORD = 'the-password-between-ctrader-and-this-crm'
const root = new URL('../..', import.meta.url)
const mocks: MockSpotware[] = []

afterEach(async () => {
  await Promise.all(mocks.splice(0).map((mock) => mock.close()))
})

async function startHarbourLane(): Promise<MockSpotware> {
  const mock = await startTestMock({ crmPassword: PASSWORD, issueInappToken: true })
  mocks.push(mock)
  return mock
}

async function runMain(args: string[], environment: Record<string, string> = {}) {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'mock-spotware/crm-check/main.ts', ...args],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } },
  )
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])
  return { stdout, stderr, exitCode }
}

/** The commands of the README, for a mock on other ports. */
function commands(mock: MockSpotware): string[] {
  const node = `"${process.execPath}"`
  const token = `${node} --import tsx mock-spotware/crm-check/examples/harbour-lane-token.ts --crm ${mock.crmUrl}`
  const advance = `fetch("${mock.controlUrl}/control/clock", { method: "POST", body: JSON.stringify({ advance: process.env.ADVANCE_SECONDS + "s" }) })`
  return [
    ...['--one-time-token-command', token],
    ...['--with-keep-token-command', `${token} --keep`],
    ...['--advance-command', `${node} -e '${advance}'`],
  ]
}

const reportSchema = z.object({
  summary: z.record(z.string(), z.number()),
  checks: z.array(z.record(z.string(), z.string())),
})

test('as a process: everything about Harbour Lane is checked, and it exits with 0', async () => {
  const mock = await startHarbourLane()
  const userId = String(mock.world.people.named('eli')?.ctid)
  const args = [mock.crmUrl, '--password', PASSWORD, '--user-id', userId, '--json', '--strict']
  const life = ['--access-token-life', String(90 * 24 * 3_600 + 1)]
  const { stdout, exitCode } = await runMain([...args, ...life, ...commands(mock)])
  const { summary, checks } = reportSchema.parse(JSON.parse(stdout))
  expect(summary).toEqual({ passed: checks.length, failed: 0, warnings: 0, notChecked: 0 })
  expect(exitCode).toBe(0)
  for (const { value } of mock.world.issued.all()) expect(stdout).not.toContain(value)
})

test('a table with the sums below, and exit code 1 when something failed', async () => {
  const mock = await startHarbourLane()
  mock.world.behaviour.crmDefect = 'anyPasswordAccepted'
  const { stdout, exitCode } = await runMain([`${mock.crmUrl}/`], { CRM_CHECK_PASSWORD: PASSWORD })
  expect(stdout).toMatch(/^check +expected +got +verdict +source\n/)
  expect(stdout).toMatch(
    /^crmApiToken: wrong password +403 CH_CLIENT_AUTH_FAILURE +200 \{crmApiToken: string\} +FAILED +\[D\] broker-sso §2\.1, §3$/m,
  )
  expect(stdout).toMatch(/\n\d+ passed, 1 failed, 1 warnings, \d+ not checked\n$/)
  expect(stdout).not.toContain(PASSWORD)
  expect(exitCode).toBe(1)
})

test('a command that fails leaves its checks unchecked, and says which it was', async () => {
  const mock = await startHarbourLane()
  const failing = ['--one-time-token-command', 'exit 3']
  const { stdout, exitCode } = await runMain([mock.crmUrl, '--password', PASSWORD, ...failing])
  expect(stdout).toContain('--one-time-token-command failed (exit code 3)')
  expect(exitCode).toBe(0)
})

test('a command that hangs is ended, with whatever it started', async () => {
  const running = runShellCommand('sleep 600 | cat', { option: '--a-command', timeoutSeconds: 0.2 })
  await expect(running).rejects.toThrow(new CommandFailed('--a-command took longer than 0.2 s'))
})

test('arguments that cannot be used exit with 2', async () => {
  const { stdout, stderr, exitCode } = await runMain(['ftp://somewhere', '--password', 'x'])
  expect(stdout).toBe('')
  expect(stderr).toBe(
    'crm-check: the base URL must begin with https:// or http://; --help shows what there is\n',
  )
  expect(exitCode).toBe(2)
})

test.each([
  [[], 'give one base URL'],
  [['https://a.example', 'https://b.example', '--password', 'x'], 'give one base URL'],
  [['https://a.example'], 'give --password'],
  [['nonsense', '--password', 'x'], 'must begin with'],
  [['https://me:too@a.example', '--password', 'x'], 'nothing more'],
  [['https://a.example?b=c', '--password', 'x'], 'nothing more'],
  [['https://a.example', '--password', 'x', '--timeout', 'soon'], '--timeout'],
  [['https://a.example', '--password', 'x', '--user-id', '1.5'], '--user-id'],
  [['https://a.example', '--password', 'x', '--wait-expiry', '-1'], '--wait-expiry'],
  [['https://a.example', '--password', 'x', '--nonsense'], '--nonsense'],
])('arguments %j are refused', (args, message) => {
  const read = () => readCommandLine(args, {}, () => undefined)
  expect(read).toThrow(UsageError)
  expect(read).toThrow(message)
})
