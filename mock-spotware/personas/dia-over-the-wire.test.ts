import type { ChildProcess } from 'node:child_process'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { WEEK_MS } from '@/mock-spotware/duration'
import { JsonClient, numbers } from '@/mock-spotware/testing/json-client'
import { readyLine, spawnMock } from '@/mock-spotware/testing/spawn-mock'
import { TEST_SEED } from '@/mock-spotware/testing/test-seed'

const DIA = 41_000_401
const ANA = 41_000_101
const WEEKS = 52
const MEMORY_LIMIT_MIB = 400
const IDLE_SECONDS = 30
/** Clients send something every ten seconds; a pause must leave room for that many times over. */
const LONGEST_PAUSE_MS = 2_500

const plentyOfRequests = [
  '--historical-requests-per-second',
  '--other-requests-per-second',
].flatMap((flag) => [flag, '100000'])

const grantSchema = z.object({
  accessToken: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
})
const accountListSchema = z.object({
  ctidTraderAccount: z.array(
    z.object({ ctidTraderAccountId: z.number(), lastClosingDealTimestamp: z.number() }),
  ),
})
const dealListSchema = z.object({
  deal: z
    .array(
      z.object({
        dealId: z.number(),
        executionTimestamp: z.number(),
        closePositionDetail: z
          .object({
            grossProfit: z.number(),
            swap: z.number(),
            commission: z.number(),
            pnlConversionFee: z.number().default(0),
            balance: z.number(),
            balanceVersion: z.number(),
          })
          .optional(),
      }),
    )
    .default([]),
  hasMore: z.boolean(),
})
const cashSchema = z.object({
  depositWithdraw: z
    .array(z.object({ delta: z.number(), balance: z.number(), balanceVersion: z.number() }))
    .default([]),
})
const processSchema = z.object({ peakMemoryMib: z.number(), longestPauseMs: z.number() })
type Deal = z.output<typeof dealListSchema>['deal'][number]

let child: ChildProcess | undefined
afterEach(() => {
  child?.kill('SIGKILL')
})

test('a year of dia goes out by weeks while everybody else is served', async () => {
  const spawned = spawnMock([
    ...plentyOfRequests,
    ...['--seed', TEST_SEED, '--heartbeat-seconds', '1', '--idle-seconds', `${IDLE_SECONDS}`],
  ])
  child = spawned
  const { facts } = await readyLine(spawned)
  const grantTo = async (persona: string) => {
    const body = JSON.stringify({ persona })
    const answer = await fetch(`${facts.controlUrl}/control/grants`, { method: 'POST', body })
    return grantSchema.parse(await answer.json())
  }
  const [dia, ana, ben, fay] = await Promise.all(['dia', 'ana', 'ben', 'fay'].map(grantTo))
  if (!dia || !ana || !ben || !fay) throw new Error('somebody got no grant')
  const address = { ...facts, ...dia }
  const reader = await JsonClient.authenticated(address, 'live')
  const other = await JsonClient.authenticated(address, 'live')

  const heartbeats = listenForHeartbeats(other)
  const chatter = keepAsking(other, ana.accessToken)

  // the account list needs her whole history, which is made by now
  const { accessToken } = dia
  const listed = accountListSchema.parse(
    (await reader.ask(numbers.accountList, { accessToken })).payload,
  )
  const authorised = await reader.outcome(numbers.accountAuth, {
    ctidTraderAccountId: DIA,
    accessToken,
  })
  expect(authorised).toBe('ok')
  for (const { accessToken: token } of [ben, fay]) {
    expect(await reader.outcome(numbers.accountList, { accessToken: token })).toBe('ok')
  }

  const end = listed.ctidTraderAccount[0]?.lastClosingDealTimestamp ?? 0
  const beginning = end - WEEKS * WEEK_MS + 1
  const deals = new Map<number, Deal>()
  const cash: z.output<typeof cashSchema>['depositWithdraw'] = []
  for (let week = 0; week < WEEKS; week += 1) {
    const from = beginning + week * WEEK_MS
    const window = { from, to: from + WEEK_MS - 1 }
    for (const deal of await dealsWithin(reader, window)) deals.set(deal.dealId, deal)
    cash.push(...(await cashWithin(reader, window)))
  }

  const latencies = await chatter.end()
  const silences = heartbeats.end()
  expectUnbrokenChain([...deals.values()], cash)
  expect(deals.size).toBeGreaterThan(30_000)

  const report = processSchema.parse(
    await (await fetch(`${facts.controlUrl}/control/process`)).json(),
  )
  process.stdout.write(
    `dia, ${deals.size} deals of a year: peak memory ${report.peakMemoryMib} MiB, longest pause ${report.longestPauseMs} ms, slowest of ${latencies.length} answers to others ${Math.round(Math.max(...latencies))} ms\n`,
  )
  expect(report.peakMemoryMib).toBeLessThan(MEMORY_LIMIT_MIB)
  expect(report.longestPauseMs).toBeLessThan(LONGEST_PAUSE_MS)
  expect(latencies.length).toBeGreaterThan(20)
  expect(silences.length).toBeGreaterThan(1)
  expect(Math.max(...silences)).toBeLessThan((IDLE_SECONDS * 1_000) / 3)
  reader.close()
  other.close()
})

/** Pages through a window: in halves for as long as there is more. */
async function dealsWithin(
  client: JsonClient,
  { from, to }: { from: number; to: number },
): Promise<Deal[]> {
  const request = { ctidTraderAccountId: DIA, fromTimestamp: from, toTimestamp: to }
  const { deal, hasMore } = dealListSchema.parse(
    (await client.ask(numbers.dealList, request)).payload,
  )
  if (!hasMore) return deal
  const middle = Math.floor((from + to) / 2)
  return [
    ...(await dealsWithin(client, { from, to: middle })),
    ...(await dealsWithin(client, { from: middle + 1, to })),
  ]
}

async function cashWithin(client: JsonClient, { from, to }: { from: number; to: number }) {
  const request = { ctidTraderAccountId: DIA, fromTimestamp: from, toTimestamp: to }
  return cashSchema.parse((await client.ask(numbers.cashFlow, request)).payload).depositWithdraw
}

/** Nothing of the year is missing: every balance follows from the one before. */
function expectUnbrokenChain(
  deals: Deal[],
  cash: z.output<typeof cashSchema>['depositWithdraw'],
): void {
  const steps = [
    ...deals.flatMap(({ closePositionDetail: close }) => {
      if (!close) return []
      const net = close.grossProfit + close.swap + close.commission - close.pnlConversionFee
      return [{ version: close.balanceVersion, balance: close.balance, net }]
    }),
    ...cash.map(({ balanceVersion, balance, delta }) => ({
      version: balanceVersion,
      balance,
      net: delta,
    })),
  ].sort((a, b) => a.version - b.version)
  const broken = steps.filter((step, index) => {
    const before = steps[index - 1]
    if (!before) return false
    return step.version !== before.version + 1 || step.balance !== before.balance + step.net
  })
  expect(broken).toEqual([])
}

/** Asks again as soon as it was answered, until it is ended; tells how long each answer took. */
function keepAsking(client: JsonClient, accessToken: string) {
  const latencies: number[] = []
  let isEnding = false
  const asking = (async () => {
    await client.ask(numbers.accountAuth, { ctidTraderAccountId: ANA, accessToken })
    while (!isEnding) {
      const start = performance.now()
      const answer = await client.outcome(numbers.trader, { ctidTraderAccountId: ANA })
      latencies.push(performance.now() - start)
      if (answer !== 'ok') throw new Error(`the other connection was refused: ${answer}`)
    }
  })()
  return {
    async end() {
      isEnding = true
      await asking
      return latencies
    },
  }
}

/** Times between the server's own heartbeats. */
function listenForHeartbeats(client: JsonClient) {
  const silences: number[] = []
  let last = performance.now()
  const listen = async () => {
    for (;;) {
      await client.next(numbers.heartbeat)
      silences.push(performance.now() - last)
      last = performance.now()
    }
  }
  void listen()
  return {
    end() {
      silences.push(performance.now() - last)
      return silences
    },
  }
}
