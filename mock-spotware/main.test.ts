import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { helpText, readCommandLine, UsageError } from './command-line'
import { readyLine, spawnMock } from './testing/spawn-mock'

const processes: ChildProcess[] = []

afterEach(() => {
  for (const child of processes.splice(0)) child.kill('SIGKILL')
})

function startProcess(args: string[]) {
  const child = spawnMock(args)
  processes.push(child)
  return child
}

test('says when it is ready, without the secret, and ends on SIGTERM', async () => {
  const child = startProcess(['--client-secret', 'a-very-secret-secret'])
  const { text, facts } = await readyLine(child)
  expect(text).not.toContain('a-very-secret-secret')
  expect((await fetch(`${facts.controlUrl}/control/personas`)).status).toBe(200)
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})

test('names the port that is taken and the setting that changes it', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const child = startProcess(['--demo-port', String(port)])
  const exit = once(child, 'exit')
  const [output] = await once(child.stderr, 'data')
  expect(String(output)).toBe(
    `mock-spotware: port ${port} is already in use; choose another one with --demo-port\n`,
  )
  expect(await exit).toEqual([1, null])
  other.close()
})

test('flags win over the environment', () => {
  const environment = { MOCK_SPOTWARE_HTTP_PORT: '5000', MOCK_SPOTWARE_STATE_FILE: '7' }
  const args = ['--http-port', '6000', '--redirect-uri', 'http://a/', '--redirect-uri', 'http://b/']
  expect(readCommandLine(args, environment)).toMatchObject({
    httpPort: 6_000,
    stateFile: '7',
    redirectUris: ['http://a/', 'http://b/'],
    codeLifeSeconds: 60,
  })
  expect(readCommandLine(['-h'], {})).toBe('help')
  expect(() => readCommandLine(['--http-port', 'x'], {})).toThrow(UsageError)
  expect(() => readCommandLine(['--nonsense'], {})).toThrow(UsageError)
})

test('flags choose who exists, and say yes or no', () => {
  expect(readCommandLine(['--persona', 'ana', '--persona', 'cho'], {})).toMatchObject({
    personas: ['ana', 'cho'],
  })
  expect(readCommandLine([], { MOCK_SPOTWARE_PERSONA: 'ana,ben' })).toMatchObject({
    personas: ['ana', 'ben'],
  })
  expect(readCommandLine(['--broker-disabled', 'true'], {})).toMatchObject({ brokerDisabled: true })
})

test('the help tells every flag once, with its choices and what it is without', () => {
  const text = helpText()
  for (const flag of ['--http-port', '--crm-port', '--persona', '--seed', '--scenario']) {
    expect(text.split(`\n  ${flag} `)).toHaveLength(2)
  }
  expect(text).toContain('one of drop echo alter; default drop')
  expect(text).not.toContain('undefined')
})

test('a scenario that cannot be ends it with the place and the cure', async () => {
  const child = startProcess(['--scenario', 'no-such-scenario.json'])
  const exit = once(child, 'exit')
  const [output] = await once(child.stderr, 'data')
  expect(String(output)).toContain('the scenario file no-such-scenario.json cannot be read')
  expect(await exit).toEqual([1, null])
})
