import pg from 'pg'
import type { Database } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import type { TestCluster } from '@/lib/db/testing/start-test-cluster'
import { copyIn, copyOut, inLargeChunks } from './copy-rows'
import { statementFile } from './history-file'
import { type ImportJournal, startImportJournal } from './import-journal'
import { median } from './median'
import type { Ratio } from './ratio'
import { say } from './say'
import { scaled } from './scale'

const ROWS = scaled(50_000)
const ROUNDS = 3
/** What an import writes for the rows of a file, parents before children. */
const TABLES = [
  'Trade',
  'Deal',
  'ImportRow',
  'DealSighting',
  'DailyResult',
  'MonthlyResult',
] as const
const EMPTY = `TRUNCATE ${TABLES.map((table) => `"${table}"`).join(', ')} CASCADE`

/**
 * The way of a file from its upload into the journal, beside two ways to write the rows that come of
 * it into the same tables with the same indexes: COPY, and Prisma's createMany. They take turns, each
 * finds the tables empty, and each round has a fresh database. Then the same file once more.
 */
export async function measureSpeed(cluster: TestCluster): Promise<Ratio[]> {
  const bytes = statementFile(ROWS)
  const seconds = { first: [], again: [], copy: [], createMany: [] } as Record<string, number[]>
  let writtenAgain = 0
  for (let round = 1; round <= ROUNDS; round++) {
    const journal = await startImportJournal(cluster, `bench_${round}`)
    const client = new pg.Client({ connectionString: journal.url })
    await client.connect()
    try {
      seconds.first?.push(await secondsOf(() => importOnce(journal, bytes)))
      seconds.copy?.push(await copyThem(client))
      seconds.createMany?.push(await createThem(journal.db))
      const before = await countRows(journal.db)
      seconds.again?.push(await secondsOf(() => importOnce(journal, bytes)))
      writtenAgain += (await countRows(journal.db)) - before
    } finally {
      await client.end()
      await journal.stop()
    }
  }
  const of = (what: string) => median(seconds[what] ?? [])
  const pace = (what: string) => `${Math.round(ROWS / of(what))} rows/s`
  say(
    `${ROWS} rows: import ${pace('first')}, the same file again ${pace('again')}, COPY ${pace('copy')}, ` +
      `createMany ${pace('createMany')}; ${writtenAgain} deals and trades written again`,
  )
  return [
    { name: 'import.copyRatio', value: of('copy') / of('first'), atLeast: 0.3 },
    { name: 'import.createManyRatio', value: of('createMany') / of('first'), atLeast: 10 },
    { name: 'import.againRatio', value: of('first') / of('again'), atLeast: 1 },
    { name: 'import.againWritten', value: writtenAgain, atMost: 0 },
  ]
}

async function importOnce(journal: ImportJournal, bytes: Buffer<ArrayBuffer>): Promise<void> {
  const { importId } = await journal.upload(bytes)
  await journal.add(importId)
}

async function countRows(db: Database): Promise<number> {
  return (await db.deal.count()) + (await db.trade.count())
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

/** All of it in one transaction, as the import does. */
async function copyThem(client: pg.Client): Promise<number> {
  const rows = new Map<string, Buffer[]>()
  for (const table of TABLES) rows.set(table, inLargeChunks(await copyOut(client, table)))
  await client.query(EMPTY)
  return secondsOf(async () => {
    await client.query('BEGIN')
    for (const [table, chunks] of rows) await copyIn(client, table, chunks)
    await client.query('COMMIT')
  })
}

async function createThem(db: Database): Promise<number> {
  const trades = await db.trade.findMany()
  const deals = await db.deal.findMany()
  const rows = (await db.importRow.findMany()) as Prisma.ImportRowCreateManyInput[]
  const sightings = (await db.dealSighting.findMany()) as Prisma.DealSightingCreateManyInput[]
  const days = await db.dailyResult.findMany()
  const months = await db.monthlyResult.findMany()
  await db.$executeRawUnsafe(EMPTY)
  return secondsOf(() =>
    db.$transaction(
      async (tx) => {
        await tx.trade.createMany({ data: trades })
        await tx.deal.createMany({ data: deals })
        await tx.importRow.createMany({ data: rows })
        await tx.dealSighting.createMany({ data: sightings })
        await tx.dailyResult.createMany({ data: days })
        await tx.monthlyResult.createMany({ data: months })
      },
      { timeout: 30 * 60_000 },
    ),
  )
}
