import { expect, test } from 'vitest'
import { z } from 'zod'
import { JsonClient, numbers } from '@/mock-spotware/testing/json-client'
import { grantTo, startTestMock } from '@/mock-spotware/testing/start-test-mock'

const FAY_DEMO = 41_000_602

const listSchema = z.object({
  symbol: z.array(z.object({ symbolId: z.number() })).default([]),
  archivedSymbol: z
    .array(
      z.strictObject({
        symbolId: z.number(),
        name: z.string(),
        utcLastUpdateTimestamp: z.number(),
        description: z.string(),
      }),
    )
    .default([]),
})

test('archived symbols have deals, and are only listed as what they are', async () => {
  const mock = await startTestMock()
  try {
    const client = await JsonClient.authenticated(mock, 'demo')
    const { accessToken } = await grantTo(mock, 'fay')
    const of = { ctidTraderAccountId: FAY_DEMO }
    await client.ask(numbers.accountAuth, { ...of, accessToken })
    const ask = async (type: number, request: Record<string, unknown>) =>
      listSchema.parse((await client.ask(type, { ...of, ...request })).payload)

    const listed = await ask(numbers.symbolsList, {})
    expect(listed.archivedSymbol).toEqual([])
    const all = await ask(numbers.symbolsList, { includeArchivedSymbols: true })
    expect(all.symbol).toEqual(listed.symbol)
    expect(all.archivedSymbol.map(({ name }) => name).sort()).toEqual(['GBPJPY', 'JPN225'])

    const archivedIds = all.archivedSymbol.map(({ symbolId }) => symbolId)
    const listedIds = listed.symbol.map(({ symbolId }) => symbolId)
    expect(listedIds.filter((id) => archivedIds.includes(id))).toEqual([])
    const [firstListed] = listedIds
    const asked = [...archivedIds, firstListed]
    const byId = await ask(numbers.symbolById, { symbolId: asked })
    expect(byId.symbol.map(({ symbolId }) => symbolId)).toEqual([firstListed])
    expect(byId.archivedSymbol).toEqual(all.archivedSymbol)

    const traded = mock.world.account(FAY_DEMO)?.book.deals.map(({ symbol }) => symbol.symbolId)
    expect(traded).toEqual(expect.arrayContaining(archivedIds))
    client.close()
  } finally {
    await mock.close()
  }
})
