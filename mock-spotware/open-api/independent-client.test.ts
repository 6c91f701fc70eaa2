import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { writeLedger } from '@/mock-spotware/accounts/ledger'
import { HOUR_MS, WEEK_MS } from '@/mock-spotware/duration'
import { ANA_LIVE, grantTo, startTestMock } from '@/mock-spotware/testing/start-test-mock'

/** The library's JSON has 64-bit values as text where they do not fit, else as numbers. */
const id = z.union([z.string(), z.number()]).transform(String)
const number = z.coerce.number()
const answersSchema = z.object({
  accounts: z.object({
    ctidTraderAccount: z.array(z.object({ ctidTraderAccountId: number, isLive: z.boolean() })),
  }),
  authorised: z.object({ ctidTraderAccountId: number }),
  trader: z.object({ trader: z.object({ balance: number, moneyDigits: number }) }),
  assets: z.object({ asset: z.array(z.object({ name: z.string() })).min(5) }),
  symbols: z.object({ symbol: z.array(z.object({ symbolName: z.string() })).min(5) }),
  symbol: z.object({ symbol: z.array(z.object({ lotSize: number })) }),
  positions: z.object({ position: z.array(z.object({ positionId: id })) }),
  deals: z.object({
    deal: z.array(
      z.object({
        dealId: id,
        positionId: id,
        closePositionDetail: z
          .object({
            grossProfit: number,
            swap: number,
            commission: number,
            pnlConversionFee: number.nullish(),
          })
          .nullish(),
      }),
    ),
    hasMore: z.literal(false),
  }),
  cashFlow: z.object({ ctidTraderAccountId: number }),
  bars: z.object({ trendbar: z.array(z.object({ low: number })).min(1) }),
  refusal: z.object({ errorCode: z.string() }),
})

test('a client library that is not ours reads a week of deals, and they are those of the ledger', async () => {
  const mock = await startTestMock({ historicalRequestsPerSecond: 100 })
  try {
    const { accessToken } = await grantTo(mock, 'ana')
    const account = mock.world.account(ANA_LIVE)
    const last = account?.book.deals.findLast(({ close }) => close)
    if (!account || !last) throw new Error('ana has no closing deal')
    const toTimestamp = last.executedAt + HOUR_MS
    const fromTimestamp = toTimestamp - WEEK_MS
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        '--import',
        'tsx',
        fileURLToPath(new URL('../testing/independent-client.ts', import.meta.url)),
      ],
      {
        env: {
          ...process.env,
          NODE_EXTRA_CA_CERTS: mock.caFile,
          INDEPENDENT_CLIENT_TASK: JSON.stringify({
            host: '127.0.0.1',
            port: mock.ports.live,
            clientId: mock.clientId,
            clientSecret: mock.clientSecret,
            accessToken,
            accountId: ANA_LIVE,
            fromTimestamp,
            toTimestamp,
          }),
        },
      },
    )
    const answers = answersSchema.parse(JSON.parse(stdout))

    expect(answers.accounts.ctidTraderAccount).toHaveLength(3)
    expect(answers.trader.trader.balance).toBe(Number(account.book.balance))
    const { positions, openPositions } = writeLedger(account)
    expect(answers.positions.position.map(({ positionId }) => positionId)).toEqual(
      openPositions.map(({ positionId }) => positionId),
    )
    const isInWeek = (at: string) =>
      Date.parse(at) >= fromTimestamp && Date.parse(at) <= toTimestamp
    const closings = [...positions, ...openPositions].flatMap(({ positionId, closingDeals }) =>
      closingDeals
        .filter(({ closedAt }) => isInWeek(closedAt))
        .map(({ dealId, net }) => ({ dealId, positionId, net: Math.round(Number(net) * 100) })),
    )
    const byId = (a: { dealId: string }, b: { dealId: string }) =>
      Number(a.dealId) - Number(b.dealId)
    expect(closings.length).toBeGreaterThan(0)
    expect(
      answers.deals.deal
        .flatMap(({ dealId, positionId, closePositionDetail: close }) => {
          if (!close) return []
          const net =
            close.grossProfit + close.swap + close.commission - (close.pnlConversionFee ?? 0)
          return [{ dealId, positionId, net }]
        })
        .sort(byId),
    ).toEqual(closings.sort(byId))
    expect(answers.deals.deal.map(({ dealId }) => dealId)).toEqual(
      account.book.dealsWithin(fromTimestamp, toTimestamp).map(({ dealId }) => String(dealId)),
    )
    expect(answers.refusal.errorCode).toBe('ALREADY_LOGGED_IN')
  } finally {
    await mock.close()
  }
})
