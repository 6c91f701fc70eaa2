import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import type { Closing } from '@/lib/domain/deal'
import { Dec } from '@/lib/domain/decimal'
import { groupBy } from '@/lib/domain/group-by'
import { makeClosing, makeFileDeal } from '@/lib/domain/testing/deals'
import { soakRuns } from '@/lib/domain/testing/soak-runs'
import { countWrongDays } from './daily-results'
import { type FileRow, recordFile, restoreFile } from './record-file'
import { insertSightings } from './sightings'

const BEGIN = Date.UTC(2026, 6, 14, 9)

let database: TestDatabase
let db: Database

beforeAll(async () => {
  database = await createTestDatabase()
  db = connectDatabase(database.url)
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})

/** What a file says: few enough different things that rows meet, repeat and share positions. */
const row = fc.record({
  id: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null }),
  minute: fc.integer({ min: 0, max: 4 }),
  ms: fc.constantFrom(0, 118),
  cents: fc.integer({ min: -2, max: 2 }),
  position: fc.integer({ min: 1, max: 3 }),
  inferred: fc.boolean(),
  comment: fc.constantFrom(null, 'mine'),
})
type Said = typeof row extends fc.Arbitrary<infer One> ? One : never

function fileRows(said: readonly Said[], file: number): FileRow[] {
  return said.map(({ id, minute, ms, cents, position, inferred, comment }, index) => {
    const net = new Dec(cents).dividedBy(100)
    const fingerprint = [minute, ms, cents].join('|')
    return {
      line: index + 2,
      fingerprint,
      timeStep: 1,
      priceDecimals: 5,
      apart: false,
      inferredPosition: inferred,
      deal: {
        ...makeFileDeal({
          dealId: id === null ? null : BigInt(id),
          fingerprint: null,
          positionKey: `f${position}${inferred ? `of${file}` : ''}`,
          price: new Dec('1.1052'),
          executedAt: new Date(BEGIN + minute * 60_000 + ms),
          comment,
        }),
        closing: makeClosing({ volume: null, gross: net, net }) as Closing,
      },
    }
  })
}

/** Parts in which the rows of a minute are together. */
function inParts(rows: FileRow[]): FileRow[][] {
  return [...groupBy(rows, ({ deal }) => Math.floor(deal.executedAt.getTime() / 60_000)).values()]
}

type Way = (
  input: { accountId: string; runId: string; importFileId: string },
  rows: FileRow[],
) => Promise<void>

const asImportsDo: Way = (input, rows) =>
  db.$transaction(async (tx) => {
    await recordFile(tx, { ...input, rows: inParts(rows) })
  })

/** Keeps the rows and lets them count: everything is settled by what is in the database alone. */
const theLongWay: Way = (input, rows) =>
  db.$transaction(async (tx) => {
    await insertSightings(tx, input.accountId, input.importFileId, rows)
    await restoreFile(tx, input)
  })

async function ledgerAfter(files: readonly (readonly Said[])[], record: Way) {
  const user = await db.user.create({
    data: { email: `${randomUUID()}@example.test`, passwordHash: 'none' },
  })
  const { id: accountId } = await db.tradingAccount.create({
    data: { userId: user.id, source: 'FILE', currency: 'EUR' },
  })
  for (const [index, said] of files.entries()) {
    const run = await db.run.create({
      data: { userId: user.id, accountId, kind: 'IMPORT', trigger: 'upload' },
    })
    const { id: importFileId } = await db.importFile.create({
      data: {
        userId: user.id,
        accountId,
        fileName: 'history.csv',
        sizeBytes: 0,
        sha256: '',
        bytes: Buffer.alloc(0),
        state: 'DONE',
        committedAt: new Date(BEGIN + index),
      },
    })
    await record({ accountId, runId: run.id, importFileId }, fileRows(said, index))
  }
  const deals = await db.deal.findMany({ where: { accountId }, include: { trade: true } })
  const sightings = await db.dealSighting.findMany({ where: { accountId } })
  const nameOf = new Map(
    deals.map(({ id, dealId, fingerprint, occurrence }) => [
      id,
      `${dealId ?? `${fingerprint} ${occurrence}`}`,
    ]),
  )
  await db.$transaction(async (tx) => expect(await countWrongDays(tx, user.id)).toBe(0))
  return {
    deals: deals
      .map(({ id, accountId: _, tradeId: __, trade, firstRunId: ___, lastRunId: ____, ...deal }) =>
        JSON.stringify(
          {
            name: nameOf.get(id),
            deal,
            trade: trade && { ...trade, id: '', accountId: '', userId: '' },
          },
          (_key, value) => (typeof value === 'bigint' ? `${value}` : value),
        ),
      )
      .sort(),
    trades: await db.trade.count({ where: { accountId } }),
    told: sightings
      .map(({ line, importFileId, dealRowId, told }) =>
        JSON.stringify([line, nameOf.get(dealRowId ?? ''), told, importFileId.length]),
      )
      .sort(),
  }
}

test('rows that are new, and rows told before, end in the ledger that settling everything gives', async () => {
  // The plan drops a row whose deal id stands in its file already.
  const isRepeated = (a: Said, b: Said) => a.id !== null && a.id === b.id
  const file = fc.uniqueArray(row, { maxLength: 10, comparator: isRepeated })
  await fc.assert(
    fc.asyncProperty(file, file, fc.boolean(), async (first, second, again) => {
      const files = [first, again ? first : second, ...(again ? [second] : [])]
      const quick = await ledgerAfter(files, asImportsDo)
      expect(quick).toEqual(await ledgerAfter(files, theLongWay))
    }),
    soakRuns(12),
  )
}, 240_000)
