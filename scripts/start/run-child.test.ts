import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { isAlive } from '@/lib/db/embedded/process-identity'
import { waitUntil } from '@/lib/db/embedded/wait-until'
import { keepRunning } from './keep-running'
import { runChild } from './run-child'

const entry = path.join(import.meta.dirname, 'endless.fixture.ts')
const stops: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

function start(manner: string, env: Record<string, string> = {}) {
  const lines: string[] = []
  const child = runChild({
    entry,
    args: [manner],
    env: { PATH: process.env.PATH ?? '', ...env },
    onLine: (line) => lines.push(line),
    stopPatienceMs: manner === 'stubborn' ? 200 : undefined,
  })
  stops.push(child.stop)
  const line = (pattern: RegExp) =>
    waitUntil(
      `a line like ${pattern}`,
      () => lines.map((l) => pattern.exec(l)).find(Boolean) ?? false,
    )
  return { child, line }
}

test('a child gets the environment it is given and nothing else', async () => {
  process.env.TALLYBOOK_TEST_SECRET = 'not for children'
  const { line } = start('plain', { GIVEN: '1' })
  const [, names] = (await line(/^running \d+ (.*)/)) as RegExpExecArray
  expect(names).toContain('GIVEN')
  expect(names).not.toContain('TALLYBOOK')
})

test('stop ends it, and what it started', async () => {
  const { child, line } = start('grandparent')
  await line(/^running/)
  await child.stop()
  expect(isAlive(child.pid)).toBe(false)
  await waitUntil('its group is gone', () => !groupExists(child.pid))
})

test('one that does not listen is ended all the same', async () => {
  const { child, line } = start('stubborn')
  await line(/^running/)
  await child.stop()
  expect(isAlive(child.pid)).toBe(false)
})

test('kill -9 of the parent ends the child', async () => {
  const { child, line } = start('parent')
  const [, pid] = (await line(/^child running (\d+)/)) as RegExpExecArray
  expect(isAlive(Number(pid))).toBe(true)
  child.kill('SIGKILL')
  await waitUntil('the grandchild has ended', () => !isAlive(Number(pid)))
})

test('a kept process that is killed starts again, says so, and stays down once stopped', async () => {
  const said: string[] = []
  const kept = keepRunning({
    name: 'worker',
    entry,
    env: { PATH: process.env.PATH ?? '' },
    onLine: () => {},
    say: (line) => said.push(line),
    firstPauseMs: 1,
  })
  stops.push(kept.stop)
  const first = kept.current()
  first.kill('SIGKILL')
  await waitUntil('another one runs', () => kept.current() !== first)
  expect(said).toEqual(['The worker was killed (SIGKILL); it starts again in 0.001 s.'])
  const second = kept.current()
  await kept.stop()
  expect(isAlive(second.pid)).toBe(false)
  expect(said).toHaveLength(1)
})

function groupExists(pid: number): boolean {
  try {
    process.kill(-pid, 0)
    return true
  } catch {
    return false
  }
}
