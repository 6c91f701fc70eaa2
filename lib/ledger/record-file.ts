import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { Sighting } from '@/lib/domain/settle-deals'
import { daysOfInstants } from './daily-results'
import { toColumns } from './deal-rows'
import { lockAccount } from './lock-account'
import { rebuildTrades, symbolFacts } from './rebuild-trades'
import { type Settled, settle } from './settle'
import { areAllNew, settleNewRows } from './settle-new-rows'
import { insertSightings, rememberTrades, toldText } from './sightings'
import { dealsToldBefore } from './told-before'

/** A row of a file as the ledger takes it. */
export type FileRow = Omit<Sighting, 'importFileId'>

export type FileRecorded = { added: number; updated: number; removed: number }

/** Rows settled at once; a file is read by minutes, whatever its order. */
const ROWS_AT_ONCE = 5_000

type Input = { accountId: string; runId: string; importFileId: string }

/**
 * The one door, for what a file tells: its rows are kept beside it, and the deals that follow are
 * written. The caller has marked the import as added in the same transaction; only then its rows count.
 *
 * @param rows some at a time, so that a long file is never held; rows that closed in one minute come
 * together
 */
export async function recordFile(
  tx: Transaction,
  { rows, ...input }: Input & { rows: AsyncIterable<FileRow[]> | Iterable<FileRow[]> },
): Promise<FileRecorded> {
  const { accountId, runId, importFileId } = input
  const account = await lockAccount(tx, accountId)
  const symbols = await symbolFacts(tx, accountId)
  const counts: FileRecorded = { added: 0, updated: 0, removed: 0 }
  const positions = new Set<string>()
  const newDays = new DaysOfTrades(tx, account.userId)
  for await (const some of rows) {
    if (some.length === 0) continue
    if (await areAllNew(tx, accountId, some)) {
      const settled = await settleNewRows(tx, { account, symbols }, input, some)
      counts.added += settled.added
      for (const position of settled.positions) positions.add(position)
      await newDays.add(settled.closedAt)
      continue
    }
    const told = some.map((row) => ({ ...row, told: toldText(toColumns(row.deal)) }))
    const before = await dealsToldBefore(tx, accountId, told)
    const kept = before ? told.map((row) => ({ ...row, dealRowId: before.get(row.line) })) : told
    await insertSightings(tx, accountId, importFileId, kept)
    if (before) continue
    const settled = await settle(tx, account, runId, {
      told: [],
      dealIds: some.flatMap(({ deal }) => deal.dealId ?? []),
      closedAt: some.map(({ deal }) => deal.executedAt),
    })
    add(counts, settled)
    for (const position of settled.positions) positions.add(position)
  }
  await rebuildTrades(tx, account, positions, new Map(), await newDays.all())
  return counts
}

/** Days of many instants, asked for some at a time. */
class DaysOfTrades {
  readonly #days = new Set<string>()
  /** Rounded down: no zone has turned a day within a quarter of an hour since there are such exports. */
  readonly #quarters = new Set<number>()

  constructor(
    private readonly tx: Transaction,
    private readonly userId: string,
  ) {}

  async add(instants: Date[]): Promise<void> {
    for (const at of instants) this.#quarters.add(Math.floor(at.getTime() / QUARTER_MS))
    if (this.#quarters.size > INSTANTS_AT_ONCE) await this.#ask()
  }

  async all(): Promise<ReadonlySet<string>> {
    await this.#ask()
    return this.#days
  }

  async #ask(): Promise<void> {
    if (this.#quarters.size === 0) return
    const instants = [...this.#quarters].map((quarter) => new Date(quarter * QUARTER_MS))
    this.#quarters.clear()
    for (const day of await daysOfInstants(this.tx, this.userId, instants)) this.#days.add(day)
  }
}

const QUARTER_MS = 15 * 60_000
const INSTANTS_AT_ONCE = 20_000

function add(counts: FileRecorded, { added, updated, removed }: Settled): void {
  counts.added += added.length
  counts.updated += updated.length
  counts.removed += removed.length
}

/** The import does not count any more, and the caller has said so in the same transaction. */
export async function withdrawFile(tx: Transaction, input: Input): Promise<FileRecorded> {
  await lockAccount(tx, input.accountId)
  await rememberTrades(tx, Prisma.sql`s."importFileId" = ${input.importFileId}::uuid`)
  return settleFile(tx, input)
}

/** The import counts again, and the caller has said so in the same transaction. */
export async function restoreFile(tx: Transaction, input: Input): Promise<FileRecorded> {
  return settleFile(tx, input, { restoring: true })
}

async function settleFile(
  tx: Transaction,
  { accountId, runId, importFileId }: Input,
  { restoring = false } = {},
): Promise<FileRecorded> {
  const account = await lockAccount(tx, accountId)
  const counts: FileRecorded = { added: 0, updated: 0, removed: 0 }
  const positions = new Set<string>()
  const formerTrades = new Map<string, string>()
  for await (const rows of rowsByTime(tx, importFileId)) {
    const settled = await settle(tx, account, runId, {
      told: [],
      dealIds: rows.flatMap(({ dealId }) => dealId ?? []),
      closedAt: rows.map(({ executedAt }) => executedAt),
    })
    add(counts, settled)
    for (const position of settled.positions) positions.add(position)
    if (restoring) for (const [id, tradeId] of settled.formerTrades) formerTrades.set(id, tradeId)
  }
  await rebuildTrades(tx, account, positions, formerTrades)
  return counts
}

type Named = { line: number; dealId: bigint | null; executedAt: Date }

/** The rows of a file by time; rows of one minute always come together. */
async function* rowsByTime(tx: Transaction, importFileId: string): AsyncGenerator<Named[]> {
  let after: Named | null = null
  let waiting: Named[] = []
  for (;;) {
    const since: Prisma.Sql = after
      ? Prisma.sql`AND ("executedAt", "line") > (${after.executedAt}::timestamptz, ${after.line}::int)`
      : Prisma.empty
    const rows: Named[] = await tx.$queryRaw<Named[]>(Prisma.sql`
      SELECT "line", "dealId", "executedAt" FROM "DealSighting"
      WHERE "importFileId" = ${importFileId}::uuid ${since}
      ORDER BY "executedAt", "line" LIMIT ${ROWS_AT_ONCE}`)
    if (rows.length === 0) break
    after = rows.at(-1) ?? null
    const all: Named[] = [...waiting, ...rows]
    const lastMinute = minuteOf(all.at(-1) as Named)
    const whole = all.filter((row) => minuteOf(row) !== lastMinute)
    waiting = all.filter((row) => minuteOf(row) === lastMinute)
    if (whole.length > 0) yield whole
  }
  if (waiting.length > 0) yield waiting
}

function minuteOf({ executedAt }: Named): number {
  return Math.floor(executedAt.getTime() / 60_000)
}
