import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { parseJson } from './parse-json'
import { readyLine, spawnMock } from './testing/spawn-mock'

/** Runs what the README shows, in a shell and with curl as it is written there: it needs both. */
const root = fileURLToPath(new URL('..', import.meta.url))
const TIMEOUT = { timeout: 60_000 }

let child: ReturnType<typeof spawnMock>
let ports: Record<string, number>
let folder: string
let readme: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mock-readme-'))
  readme = await readFile(new URL('README.md', import.meta.url), 'utf8')
  child = spawnMock(['--ca-file', join(folder, 'ca.pem')])
  ports = (await readyLine(child)).facts.ports
}, 60_000)
afterAll(async () => {
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
  await rm(folder, { recursive: true })
})

/** What one section lets people type, with the ports of this very mock. */
function blocksOf(title: string): string[] {
  const section = readme.split('\n## ').find((text) => text.startsWith(`${title}\n`)) ?? ''
  return [...section.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, code = '']) =>
    code
      .replaceAll('localhost:4400', `localhost:${ports.http}`)
      .replaceAll('localhost:4401', `localhost:${ports.crm}`)
      .replaceAll('first-week.mjs', `first-week.mjs http://localhost:${ports.http}`),
  )
}

/** A shell that is told one line after the other. */
class Shell {
  readonly #process: ChildProcessWithoutNullStreams
  #output = ''
  #complaints = ''

  constructor(cwd: string) {
    this.#process = spawn('sh', [], { cwd })
    this.#process.stdout.on('data', (chunk: Buffer) => {
      this.#output += chunk
      this.#process.emit('said')
    })
    this.#process.stderr.on('data', (chunk: Buffer) => {
      this.#complaints += chunk
    })
  }

  async run(line: string): Promise<string> {
    const end = /\n--- ended with (\d+)\n/
    this.#output = ''
    this.#process.stdin.write(`${line}\nprintf '\\n--- ended with %d\\n' $?\n`)
    while (!end.test(this.#output)) await once(this.#process, 'said')
    const [output = '', status] = this.#output.split(end)
    expect(status, `${line}: ${output}${this.#complaints}`).toBe('0')
    return output
  }

  async close(): Promise<void> {
    const exit = once(this.#process, 'exit')
    this.#process.stdin.end()
    await exit
  }
}

type Answer = Record<string, unknown>

/** Types the lines, with each `…` filled in from what the lines before were answered. */
async function follow(block: string, cwd: string, known: Answer = {}) {
  const shell = new Shell(cwd)
  const answers: Answer[] = []
  let words = ''
  const facts = { ...known }
  for (const line of block.trim().split('\n')) {
    const output = await shell.run(fillIn(line, facts))
    const answer = z.record(z.string(), z.unknown()).safeParse(parseJson(output))
    if (answer.success) {
      expect(answer.data, line).not.toHaveProperty('error')
      expect(answer.data.errorCode ?? null, line).toBe(null)
      Object.assign(facts, answer.data)
      answers.push(answer.data)
    } else {
      words += output
      // a token that is printed by itself
      facts.code = /^[\w-]{20,}$/m.exec(output)?.[0]
    }
  }
  await shell.close()
  return { answers, words }
}

/** Which answer belongs into which gap. */
const gaps: Record<string, string> = {
  ID: 'clientId',
  SECRET: 'clientSecret',
  API: 'crmApiToken',
  refresh_token: 'refreshToken',
  code: 'code',
  accessToken: 'accessToken',
  token: 'webservToken',
}

function fillIn(line: string, facts: Answer): string {
  return line.replace(/(\w+)(=|":")…/g, (_gap, name: string, sign: string) => {
    const value = facts[gaps[name] ?? '']
    if (typeof value !== 'string') throw new Error(`nothing is known for ${name} in: ${line}`)
    return `${name}${sign}${value}`
  })
}

async function applicationFacts(): Promise<Answer> {
  const response = await fetch(`http://localhost:${ports.http}/control/application`)
  return z.record(z.string(), z.unknown()).parse(await response.json())
}

test('the application is described with all addresses, by the name localhost', async () => {
  const facts = await applicationFacts()
  const at = (scheme: string, port: string, path = '') =>
    `${scheme}://localhost:${ports[port]}${path}`
  expect(facts).toEqual({
    clientId: '7201_tallybookOnMockSpotware',
    clientSecret: expect.stringMatching(/^\S{20,}$/),
    redirectUris: ['http://localhost:3000/api/connections/callback'],
    active: true,
    authUrl: at('http', 'http', '/my/settings/openapi/grantingaccess/'),
    tokenUrl: at('http', 'http', '/apps/token'),
    liveUrl: at('wss', 'live'),
    demoUrl: at('wss', 'demo'),
    liveJsonUrl: at('wss', 'liveJson'),
    demoJsonUrl: at('wss', 'demoJson'),
    crmUrl: at('http', 'crm'),
    controlUrl: at('http', 'http'),
    platformUrl: at('http', 'http', '/platform'),
    caFile: join(folder, 'ca.pem'),
  })
})

test('five minutes: the application, a pair of tokens, and a week of deals', TIMEOUT, async () => {
  const [start, commands = ''] = blocksOf('In five minutes')
  expect(start).toBe('npm install && npm run mock\n')
  const { answers, words } = await follow(commands, root)
  expect(answers).toEqual([
    await applicationFacts(),
    expect.objectContaining({ ctid: 4_410_001, accessToken: expect.any(String) }),
  ])
  expect(words).toMatch(/accounts: \[[\s\S]*ctidTraderAccountId: 41000101/)
  expect(words).toMatch(/deals of a week in 4100010\d: \d+/)
})

test('the token endpoint by curl', TIMEOUT, async () => {
  const [block = ''] = blocksOf('The token endpoint by curl')
  const { answers } = await follow(block, folder, await applicationFacts())
  const [exchanged, refreshed] = answers
  expect(exchanged).toMatchObject({ tokenType: 'bearer', errorCode: null })
  expect(refreshed).toMatchObject({ tokenType: 'bearer', errorCode: null })
  expect(refreshed?.accessToken).not.toBe(exchanged?.accessToken)
})

test('the five endpoints by curl', TIMEOUT, async () => {
  const [block = ''] = blocksOf("The five endpoints of the broker's CRM by curl")
  const { answers } = await follow(block, root)
  expect(answers.slice(0, 4)).toEqual([
    { crmApiToken: expect.any(String) },
    expect.objectContaining({ userId: 4_410_005, accessToken: expect.any(String) }),
    expect.objectContaining({ userId: 4_410_005 }),
    { token: expect.any(String) },
  ])
})

test('what a CRM calls at the back end', TIMEOUT, async () => {
  const [block = ''] = blocksOf('The cTrader back end and its platform')
  const { answers } = await follow(block, folder)
  expect(answers).toEqual([
    { webservToken: expect.any(String) },
    expect.objectContaining({ login: 2_105, environmentName: 'live' }),
  ])
})
