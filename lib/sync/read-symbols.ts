import type { OpenApiSession } from '@/lib/ctrader/session'
import type { Transaction } from '@/lib/db/client'
import type { SymbolFacts } from '@/lib/domain/symbol'

export type NamedSymbol = SymbolFacts & {
  symbolId: bigint
  assetClass: string | null
  archived: boolean
}

/** Ids asked for in one SymbolById request. */
const BATCH = 200

/** Every symbol of an account's broker, archived ones included: old deals refer to them. */
export async function readSymbols(
  session: OpenApiSession,
  ctidTraderAccountId: bigint,
  accessToken: string,
): Promise<NamedSymbol[]> {
  const about = { ctidTraderAccountId }
  const [{ symbol: light, archivedSymbol }, { symbolCategory }, { assetClass }] = await Promise.all(
    [
      session.requestFor('SymbolsListReq', { ...about, includeArchivedSymbols: true }, accessToken),
      session.requestFor('SymbolCategoryListReq', about, accessToken),
      session.requestFor('AssetClassListReq', about, accessToken),
    ],
  )
  const classNames = new Map(assetClass.map(({ id, name }) => [id, name]))
  const classOfCategory = new Map(
    symbolCategory.map(({ id, assetClassId }) => [id, classNames.get(assetClassId) ?? null]),
  )
  const records = new Map<bigint, { digits: number; pipPosition: number; lotSize?: bigint }>()
  for (let start = 0; start < light.length; start += BATCH) {
    const symbolId = light.slice(start, start + BATCH).map((symbol) => symbol.symbolId)
    const answer = await session.requestFor('SymbolByIdReq', { ...about, symbolId }, accessToken)
    for (const record of answer.symbol) records.set(record.symbolId, record)
  }
  const trading = light.map(({ symbolId, symbolName, symbolCategoryId }): NamedSymbol => {
    const record = records.get(symbolId)
    return {
      symbolId,
      name: symbolName ?? `Symbol ${symbolId}`,
      digits: record?.digits ?? null,
      pipPosition: record?.pipPosition ?? null,
      lotSize: record?.lotSize ?? null,
      assetClass: symbolCategoryId ? (classOfCategory.get(symbolCategoryId) ?? null) : null,
      archived: false,
    }
  })
  const archived = archivedSymbol.map(
    ({ symbolId, name }): NamedSymbol => ({
      symbolId,
      name,
      digits: null,
      pipPosition: null,
      lotSize: null,
      assetClass: null,
      archived: true,
    }),
  )
  return [...trading, ...archived]
}

/** Keeps symbols; one that was archived since keeps the digits we know. */
export async function saveSymbols(
  tx: Transaction,
  accountId: string,
  symbols: NamedSymbol[],
): Promise<void> {
  const known = new Map(
    (await tx.symbol.findMany({ where: { accountId } })).map((row) => [row.symbolId, row]),
  )
  await tx.symbol.createMany({
    data: symbols
      .filter(({ symbolId }) => !known.has(symbolId))
      .map((symbol) => ({ ...symbol, accountId })),
  })
  for (const symbol of symbols) {
    const before = known.get(symbol.symbolId)
    if (!before) continue
    const { name, archived } = symbol
    const facts = archived ? { name, archived } : symbol
    const same = Object.entries(facts).every(
      ([field, value]) => before[field as keyof typeof before] === value,
    )
    if (same) continue
    await tx.symbol.update({
      where: { accountId_symbolId: { accountId, symbolId: symbol.symbolId } },
      data: facts,
    })
  }
}
