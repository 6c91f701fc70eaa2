import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { writeLedger } from '@/mock-spotware/accounts/ledger'
import { type Clock, createClock } from '@/mock-spotware/clock'
import { DAY_MS } from '@/mock-spotware/duration'
import { PortInUseError } from '@/mock-spotware/loopback-listener'
import { harbour } from '@/mock-spotware/market/broker'
import type { MockSpotware, MockSpotwareOptions } from '@/mock-spotware/start'
import { JsonClient, numbers } from '@/mock-spotware/testing/json-client'
import { readyLine, spawnMock } from '@/mock-spotware/testing/spawn-mock'
import {
  ANA_DEMO,
  ANA_LIVE,
  ANA_SWAP_FREE,
  BEN,
  control,
  GUS,
  grantTo,
  startTestMock,
} from '@/mock-spotware/testing/start-test-mock'
import { StateFileError } from './state-file'

const tokensSchema = z.object({ accessToken: z.string(), refreshToken: z.string() })

let folder: string
let stateFile: string
let running: MockSpotware | undefined
const issuedFile = () => `${stateFile}.issued`
const processes: ChildProcess[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mock-state-'))
  stateFile = join(folder, 'kept', 'state.json')
})
afterEach(async () => {
  vi.restoreAllMocks()
  await running?.close()
  running = undefined
  for (const child of processes.splice(0)) child.kill('SIGKILL')
  await rm(folder, { recursive: true })
})

/** Ends the run before, if there is one, and starts the next on the same file. */
async function restart(options: MockSpotwareOptions = {}): Promise<MockSpotware> {
  await running?.close()
  running = await startTestMock({ stateFile, ...options })
  return running
}

async function requestTokens(
  to: Pick<MockSpotware, 'tokenUrl' | 'clientId' | 'clientSecret'>,
  refreshToken: string,
): Promise<unknown> {
  const query = new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: to.clientId,
    client_secret: to.clientSecret,
  })
  return (await fetch(`${to.tokenUrl}?${query}`)).json()
}

async function listAccounts(mock: MockSpotware, accessToken: string) {
  const client = await JsonClient.authenticated(mock, 'demo')
  const { payload } = await client.ask(numbers.accountList, { accessToken })
  client.close()
  return payload
}

function contentsOf(mock: MockSpotware, accountId: number) {
  const account = mock.world.account(accountId)
  if (!account) throw new Error('no such account')
  const { deals, orders, cashOperations, offsets, openPositions } = account.book
  const { balance, balanceVersion } = account.book
  const books = { deals, orders, cashOperations, offsets, openPositions, balance, balanceVersion }
  return { ledger: writeLedger(account), books: JSON.stringify(books, exactly) }
}

function exactly(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`
  return value instanceof Map ? [...value] : value
}

function clockAhead(milliseconds: number): Clock {
  const clock = createClock()
  clock.advance(milliseconds)
  return clock
}

describe('grants', () => {
  test('stay usable: the access token lists accounts, the refresh token is exchanged', async () => {
    const { accessToken, refreshToken } = await grantTo(await restart(), 'ana', [ANA_DEMO])

    const second = await restart()
    const listed = await listAccounts(second, accessToken)
    expect(listed).toMatchObject({ ctidTraderAccount: [{ ctidTraderAccountId: ANA_DEMO }] })
    const fresh = tokensSchema.parse(await requestTokens(second, refreshToken))

    const third = await restart()
    expect(await requestTokens(third, refreshToken)).toMatchObject({ errorCode: 'ACCESS_DENIED' })
    expect(await listAccounts(third, accessToken)).toMatchObject({
      errorCode: 'CH_ACCESS_TOKEN_INVALID',
    })
    expect(await listAccounts(third, fresh.accessToken)).toEqual({
      ...listed,
      accessToken: fresh.accessToken,
    })
    const { body } = await control(third, 'GET', '/control/grants')
    expect(body).toMatchObject({ grants: [{ grantId: 1, ctid: 4_410_001, accounts: [ANA_DEMO] }] })
  })

  test('expire when they would have, and stay revoked', async () => {
    const first = await restart({ accessTokenLifeSeconds: 3_600 })
    const ana = await grantTo(first, 'ana')
    const ben = await grantTo(first, 'ben')
    await control(first, 'POST', '/control/grants/ben/revoke')
    const second = await restart({ clock: clockAhead(3_600_000) })
    expect(await listAccounts(second, ana.accessToken)).toMatchObject({
      errorCode: 'OA_AUTH_TOKEN_EXPIRED',
    })
    expect(await listAccounts(second, ben.accessToken)).toMatchObject({
      errorCode: 'CH_ACCESS_TOKEN_INVALID',
    })
  })

  test('survive a kill -9 right after the token answer', async () => {
    const caFile = join(folder, 'ca.pem')
    const args = ['--state-file', stateFile, '--ca-file', caFile, '--client-secret', 'secret']
    const child = spawnMock(args)
    processes.push(child)
    const { facts } = await readyLine(child)
    const granted = await fetch(`${facts.controlUrl}/control/grants`, {
      method: 'POST',
      body: '{"persona":"ben"}',
    })
    const { refreshToken } = tokensSchema.parse(await granted.json())
    const answer = await requestTokens({ ...facts, clientSecret: 'secret' }, refreshToken)
    child.kill('SIGKILL')
    await once(child, 'exit')

    const { accessToken } = tokensSchema.parse(answer)
    const mock = await restart()
    expect(await listAccounts(mock, accessToken)).toMatchObject({
      ctidTraderAccount: [{ ctidTraderAccountId: BEN }],
    })
  })
})

test('the application stays inactive, and every issued secret stays known, once', async () => {
  const first = await restart()
  await grantTo(first, 'ana')
  await control(first, 'POST', '/control/application', { active: false })
  const before = await control(first, 'GET', '/control/issued')
  const second = await restart()
  expect(second.world.application.isActive).toBe(false)
  expect(await control(second, 'GET', '/control/issued')).toEqual(before)
})

const cents = fc
  .integer({ min: -50_000, max: 50_000 })
  .filter((amount) => amount !== 0)
  .map((amount) => (amount / 100).toFixed(2))
const accountId = fc.constantFrom(ANA_DEMO, ANA_SWAP_FREE, BEN, GUS)
const handMade = fc.oneof(
  fc.record({ accountId, amount: cents }),
  fc.record({
    accountId,
    symbol: fc.constantFrom('USDCAD', 'EURJPY', 'AUDUSD'),
    direction: fc.constantFrom('BUY', 'SELL'),
    net: fc.option(cents, { nil: undefined }),
    close: fc.boolean(),
  }),
)

test('accounts with records made by hand are the same after any restart', async () => {
  const run = fc.array(handMade, { minLength: 1, maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(fc.tuple(run, run), async (runs) => {
      let expected = new Map<number, unknown>()
      for (const [index, orders] of runs.entries()) {
        const mock = await restart({ clock: clockAhead(index * 30 * DAY_MS) })
        for (const [id, contents] of expected) expect(contentsOf(mock, id)).toEqual(contents)
        for (const order of orders) {
          const path = 'amount' in order ? '/control/cash' : '/control/trade'
          const { status } = await control(mock, 'POST', path, order)
          // a netted account refuses to mix a trade with an open position
          expect(order.accountId === BEN ? [201, 409] : [201]).toContain(status)
          if (status === 201) expected.set(order.accountId, undefined)
        }
        expected = new Map([...expected.keys()].map((id) => [id, contentsOf(mock, id)]))
      }
      const last = await restart({ clock: clockAhead(90 * DAY_MS) })
      for (const [id, contents] of expected) expect(contentsOf(last, id)).toEqual(contents)
      await last.close()
      await rm(stateFile)
    }),
    { numRuns: 5 },
  )
})

test('an account without such records goes on with its history', async () => {
  const first = await restart()
  await control(first, 'POST', '/control/cash', { accountId: ANA_DEMO, amount: '10' })
  const dealsOf = (mock: MockSpotware, id: number) => mock.world.account(id)?.book.deals ?? []
  const before = dealsOf(first, ANA_LIVE)
  const frozen = dealsOf(first, ANA_DEMO)
  const second = await restart({ clock: clockAhead(30 * DAY_MS) })
  const after = dealsOf(second, ANA_LIVE)
  expect(after.length).toBeGreaterThan(before.length)
  expect(after.slice(0, before.length)).toEqual(before)
  expect(dealsOf(second, ANA_DEMO)).toEqual(frozen)
})

test('reset leaves nothing for the next run but the issued secrets', async () => {
  const first = await restart()
  const { accessToken } = await grantTo(first, 'ana')
  await control(first, 'POST', '/control/trade', { accountId: ANA_DEMO })
  await control(first, 'POST', '/control/application', { active: false })
  await control(first, 'POST', '/control/reset')
  const second = await restart()
  expect(second.world.kept()).toMatchObject({
    isApplicationActive: true,
    grants: { living: [] },
    accounts: [],
  })
  expect(second.world.issued.all().map(({ value }) => value)).toContain(accessToken)
})

describe('the file', () => {
  test('is for its owner only, like that of the secrets, and holds a change at once', async () => {
    const mock = await restart()
    expect((await stat(stateFile)).mode & 0o777).toBe(0o600)
    await control(mock, 'POST', '/control/cash', { accountId: GUS, amount: '1', note: 'A penny' })
    expect(await readFile(stateFile, 'utf8')).toContain('A penny')
    const { accessToken } = await grantTo(mock, 'ana')
    expect(await readFile(issuedFile(), 'utf8')).toContain(accessToken)
    for (const file of [stateFile, issuedFile()]) {
      expect((await stat(file)).mode & 0o777).toBe(0o600)
    }
    expect(await readdir(join(folder, 'kept'))).toEqual(['state.json', 'state.json.issued'])
  })

  test('of the secrets grows by a line each, and half a line costs only itself', async () => {
    const first = await restart()
    await grantTo(first, 'ana')
    const before = await stat(issuedFile())
    const { accessToken } = await grantTo(first, 'ben')
    const after = await stat(issuedFile())
    expect(after.ino).toBe(before.ino)
    expect(after.size - before.size).toBeLessThan(300)
    await first.close()
    await appendFile(issuedFile(), '{"kind":"accessToken","val')
    const second = await restart()
    const known = second.world.issued.all()
    expect(known).toEqual(first.world.issued.all())
    await grantTo(second, 'cho')
    const third = await restart()
    expect(third.world.issued.all().slice(0, known.length)).toEqual(known)
    expect(third.world.issued.all()).toHaveLength(known.length + 2)
    expect(known.map(({ value }) => value)).toContain(accessToken)
  })

  test('is not written any more once the mock is closed', async () => {
    const mock = await restart()
    await mock.close()
    const text = await readFile(stateFile, 'utf8')
    mock.world.reset()
    mock.world.setApplicationActive(false)
    expect(await readFile(stateFile, 'utf8')).toBe(text)
  })

  test('is left alone by a second mock that finds the ports taken', async () => {
    const mock = await restart()
    const { accessToken } = await grantTo(mock, 'ana')
    const before = await stat(stateFile)
    const second = startTestMock({ stateFile, httpPort: mock.ports.http })
    await expect(second).rejects.toThrow(PortInUseError)
    expect((await stat(stateFile)).ino).toBe(before.ino)
    expect(await readFile(stateFile, 'utf8')).toContain(accessToken)
  })

  test('that cannot be written ends the start, with the setting that moves it', async () => {
    await writeFile(join(folder, 'file'), '')
    const start = startTestMock({ stateFile: join(folder, 'file', 'state.json') })
    await expect(start).rejects.toThrow(StateFileError)
    await expect(start).rejects.toThrow(/ENOTDIR.*--state-file/)
  })

  test.each([
    ['it is no JSON of this kind', (text: string) => text.slice(0, -20)],
    ['it is no JSON of this kind', () => ''],
    ['it is no JSON of this kind', () => '[]'],
    ['it is of another version', (text: string) => text.replace(/"version":\d+/, '"version":0')],
    ['it is of another seed', (text: string) => text.replace(/"seed":"[^"]*"/, '"seed":"another"')],
    [
      'it is of another reversal form',
      (text: string) => text.replace('samePositionId', 'newPositionId'),
    ],
    [
      'its state.grants.living.0.refreshToken cannot be read',
      (text: string) => text.replace('"refreshToken":', '"secret":'),
    ],
    ['nobody has the ctid 5', (text: string) => text.replace('"ctid":4410001', '"ctid":5')],
    [
      `account ${GUS} has another generated history by now`,
      (text: string) =>
        text.replace(/"generatedUpTo":\d+/, `"generatedUpTo":${Date.UTC(2026, 2, 9)}`),
    ],
  ])('that cannot be used is put aside in one line: %s', async (reason, damage) => {
    const first = await restart()
    const { accessToken, refreshToken } = await grantTo(first, 'ana')
    await control(first, 'POST', '/control/cash', { accountId: GUS, amount: '1' })
    await control(first, 'POST', '/control/clock', { advance: '300d' })
    await first.close()
    const damaged = damage(await readFile(stateFile, 'utf8'))
    await writeFile(stateFile, damaged)

    const said: string[] = []
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0)
    const second = await restart()
    const aside = (await readdir(join(folder, 'kept'))).filter((name) => name.includes('unread'))
    expect(aside).toEqual([expect.stringMatching(/^state\.json\.unreadable-[\dTZ-]+$/)])
    expect(await readFile(join(folder, 'kept', aside[0] ?? ''), 'utf8')).toBe(damaged)
    expect(said).toEqual([
      `mock-spotware: the state file ${stateFile} cannot be used: ${reason}. It is now ${join(folder, 'kept', aside[0] ?? '')}; the mock starts afresh.\n`,
    ])
    expect(said.join()).not.toContain(accessToken)
    expect(said.join()).not.toContain(refreshToken)
    expect(second.world.kept()).toMatchObject({
      clockAheadMs: 0,
      grants: { living: [] },
      accounts: [],
    })
  })
})

describe('a run with some of the people', () => {
  test('leaves what belongs to the others as it was', async () => {
    const said = vi.spyOn(process.stderr, 'write')
    const first = await restart()
    const { profile } = brokerAccount(first, 'ana')
    const ana = await grantTo(first, 'ana', [ANA_DEMO])
    await control(first, 'POST', '/control/trade', { accountId: ANA_DEMO })
    await control(first, 'POST', '/control/cash', { accountId: profile.accountId, amount: '5' })
    const whole = first.world.kept()

    const second = await restart({ personas: ['eli'] })
    expect(second.world.kept().grants.living).toEqual([])
    const eli = await grantTo(second, 'eli')
    const [own] = second.world.people.named('eli')?.accounts ?? []
    const accountId = own?.profile.accountId ?? 0
    await control(second, 'POST', '/control/cash', { accountId, amount: '7' })
    expect(brokerAccount(second, 'eli').profile.accountId).toBe(profile.accountId + 1)

    const third = await restart()
    expect(said).not.toHaveBeenCalled()
    const kept = third.world.kept()
    expect(kept.people.accounts.slice(0, 1)).toEqual(whole.people.accounts)
    for (const account of whole.accounts) expect(kept.accounts).toContainEqual(account)
    expect(kept.accounts.map((account) => account.accountId)).toContain(accountId)
    expect(kept.grants.living).toContainEqual(whole.grants.living[0])
    expect(kept.grants.living).toHaveLength(2)
    for (const { refreshToken } of [ana, eli]) {
      expect(await requestTokens(third, refreshToken)).toMatchObject({ errorCode: null })
    }
  })

  test('forgets that, too, when it is reset', async () => {
    await grantTo(await restart(), 'ana')
    await control(await restart({ personas: ['eli'] }), 'POST', '/control/reset')
    expect((await restart()).world.kept().grants.living).toEqual([])
  })
})

/** A trading account that came into being while the mock ran. */
function brokerAccount({ world }: MockSpotware, owner: string) {
  const person = world.people.named(owner)
  if (!person) throw new Error(`nobody is called ${owner}`)
  const { people } = world
  const profile = people.createAccount({
    isLive: false,
    broker: harbour,
    currency: 'USD',
    type: 'HEDGED',
    leverage: 30,
    registeredAt: world.clock.now(),
  })
  people.link(profile.accountId, person.ctid)
  return { profile }
}
