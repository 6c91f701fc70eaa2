import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { ClaimedItem } from '@/lib/agenda/claim'
import { wish } from '@/lib/agenda/wish'
import { finishWork, type WorkContext } from '@/lib/agenda/work-context'
import { currentCorrelation } from '@/lib/correlation'
import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { Closing, Deal } from '@/lib/domain/deal'
import { Dec } from '@/lib/domain/decimal'
import type { ArchiveOutcome } from '@/lib/domain/views/archive'
import { canCountDays } from '@/lib/identity/time-zone'
import { fromColumns } from '@/lib/ledger/deal-rows'
import { reconcileAccount } from '@/lib/ledger/reconcile'
import { recordDeals } from '@/lib/ledger/record-deals'
import { restoreFile } from '@/lib/ledger/record-file'
import { insertSightings } from '@/lib/ledger/sightings'
import {
  AccountLine,
  CashFlowLine,
  DealLine,
  fileNameOf,
  ImportLine,
  ImportRowLine,
  Manifest,
  RunLine,
  SightingLine,
  SymbolLine,
  TradeLine,
} from './format'
import { ArchiveRefused, OpenArchive } from './open-archive'
import { readNotes } from './read-notes'

const MAX_ATTEMPTS = 4

/** Reads an archive into the empty journal of whoever brought it: all of it or nothing. */
export async function readArchive(context: WorkContext, item: ClaimedItem): Promise<void> {
  const { db } = context
  const archive = await db.journalArchive.findUnique({ where: { id: item.subjectId } })
  if (archive?.state !== 'READING')
    return db.$transaction((tx) => finishWork(context, tx, item, null))
  const refuse = (refusal: string) =>
    db.$transaction(async (tx) => {
      await tx.journalArchive.update({
        where: { id: archive.id },
        data: { state: 'REFUSED', refusal, bytes: Buffer.alloc(0) },
      })
      await finishWork(context, tx, item, null)
    })
  if (item.attempts > MAX_ATTEMPTS)
    return refuse('Reading it failed several times, and that is our fault. Nothing was written.')
  try {
    await db.$transaction(
      async (tx) => {
        const opened = new OpenArchive(archive.bytes)
        const outcome = await new JournalReader(tx, archive.userId, opened, context).read()
        await tx.journalArchive.update({
          where: { id: archive.id },
          data: { state: 'DONE', outcome, bytes: Buffer.alloc(0) },
        })
        await finishWork(context, tx, item, null)
      },
      { timeout: 20 * 60_000 },
    )
  } catch (error) {
    if (!(error instanceof ArchiveRefused)) throw error
    await refuse(error.message)
  }
}

type Import = z.output<typeof ImportLine> & { id: string; accountId: string }

class JournalReader {
  readonly #accounts = new Map<number, z.output<typeof AccountLine> & { id: string }>()
  readonly #imports = new Map<number, Import>()

  constructor(
    private readonly tx: Transaction,
    private readonly userId: string,
    private readonly archive: OpenArchive,
    private readonly context: WorkContext,
  ) {}

  async read(): Promise<ArchiveOutcome> {
    const { tx, archive, userId } = this
    const { timeZone } = archive.json('manifest.json', Manifest)
    // Whoever brings two archives at once waits here, and the second one finds a journal.
    await tx.$queryRaw(Prisma.sql`SELECT 1 FROM "User" WHERE "id" = ${userId}::uuid FOR UPDATE`)
    if ((await tx.tradingAccount.count({ where: { userId, sample: false } })) > 0)
      throw new ArchiveRefused('This journal is not empty, so nothing was read into it.')
    await tx.user.update({
      where: { id: userId },
      data: { timeZone: await this.#knownZone(timeZone) },
    })
    const run = await tx.run.create({
      data: {
        userId,
        kind: 'IMPORT',
        trigger: 'archive',
        startedAt: this.context.clock.now(),
        correlationId: currentCorrelation(),
      },
    })
    await this.#readAccounts()
    await this.#readDeals(run.id)
    await this.#readCashFlows(run.id)
    await this.#readImports()
    await this.#readRuns()
    await this.#settleImports(run.id)
    await readNotes(tx, {
      userId,
      archive,
      accountOf: (number) => this.#accountOf(number),
    })
    const outcome = await this.#compare()
    await tx.run.update({
      where: { id: run.id },
      data: { outcome: 'COMPLETED', finishedAt: this.context.clock.now() },
    })
    return outcome
  }

  async #readAccounts(): Promise<void> {
    const lines = await all(this.archive.lines('accounts', AccountLine))
    const ids = orderedIds(lines.length)
    for (const [index, line] of lines.entries()) {
      const id = ids[index] as string
      this.#accounts.set(line.account, { ...line, id })
      const { account: _, ...data } = line
      await this.tx.tradingAccount.create({ data: { ...data, id, userId: this.userId } })
    }
    for await (const part of this.archive.lines('symbols', SymbolLine))
      await this.tx.symbol.createMany({
        data: part.map(({ account, ...data }) => ({
          ...data,
          accountId: this.#accountOf(account),
        })),
      })
  }

  async #readDeals(runId: string): Promise<void> {
    for await (const part of this.archive.lines('deals', DealLine)) {
      const byAccount = new Map<number, Deal[]>()
      for (const { account, ...columns } of part) {
        const deals = byAccount.get(account) ?? []
        byAccount.set(account, deals)
        deals.push(fromColumns({ ...columns, source: 'SYNC' }))
      }
      for (const [account, deals] of byAccount)
        await recordDeals(this.tx, { accountId: this.#accountOf(account), runId, deals })
    }
  }

  async #readCashFlows(runId: string): Promise<void> {
    for await (const part of this.archive.lines('cash-flows', CashFlowLine))
      await this.tx.cashFlow.createMany({
        data: part.map(({ account, ...data }) => ({
          ...data,
          accountId: this.#accountOf(account),
          firstRunId: runId,
        })),
      })
  }

  async #readImports(): Promise<void> {
    const lines = await all(this.archive.lines('imports', ImportLine))
    const ids = orderedIds(lines.length)
    for (const [index, line] of lines.entries()) {
      const id = ids[index] as string
      const accountId = this.#accountOf(line.account)
      this.#imports.set(line.import, { ...line, id, accountId })
      const { import: number, account: _, choices, preview, ...data } = line
      await this.tx.importFile.create({
        data: {
          ...data,
          id,
          accountId,
          userId: this.userId,
          choices: choices ?? {},
          preview: preview ?? Prisma.DbNull,
          bytes: Buffer.from(this.archive.read(fileNameOf(number))),
        },
      })
      if (line.state === 'READING') await wish(this.tx, 'import.read', id, this.context.clock.now())
    }
    for await (const part of this.archive.lines('import-rows', ImportRowLine))
      await this.tx.importRow.createMany({
        data: part.map(({ import: number, detail, ...data }) => ({
          ...data,
          importFileId: this.#importOf(number).id,
          detail: detail ?? {},
        })),
      })
    for await (const part of this.archive.lines('sightings', SightingLine)) {
      const byImport = new Map<number, (typeof part)[number][]>()
      for (const line of part)
        byImport.set(line.import, [...(byImport.get(line.import) ?? []), line])
      for (const [number, sightings] of byImport) {
        const { id, accountId } = this.#importOf(number)
        const rows = sightings.map(({ import: _, told, ...sighting }) => {
          const deal = fromColumns({ ...told, source: 'FILE' })
          return { ...sighting, deal: { ...deal, closing: deal.closing as Closing } }
        })
        await insertSightings(this.tx, accountId, id, rows)
      }
    }
  }

  async #readRuns(): Promise<void> {
    const lines = await all(this.archive.lines('runs', RunLine))
    const ids = orderedIds(lines.length)
    for (const [index, line] of lines.entries()) {
      const id = ids[index] as string
      const { run: _, account, import: number, isResult, ...data } = line
      const importFileId = number === undefined ? null : this.#importOf(number).id
      const accountId = account === undefined ? null : this.#accountOf(account)
      await this.tx.run.create({
        data: { ...data, id, userId: this.userId, accountId, importFileId },
      })
      if (isResult && importFileId)
        await this.tx.importFile.update({ where: { id: importFileId }, data: { runId: id } })
    }
  }

  /** Which deals follow from the files is settled anew: it depends on what counts and on nothing else. */
  async #settleImports(runId: string): Promise<void> {
    for (const { id, accountId, state } of this.#imports.values())
      if (state === 'DONE') await restoreFile(this.tx, { accountId, runId, importFileId: id })
    for (const { id, backfilledAt } of this.#accounts.values())
      if (backfilledAt) await reconcileAccount(this.tx, id, this.context.clock.now())
  }

  /** Trades are put together from the deals; the archive says how they were when it was written. */
  async #compare(): Promise<ArchiveOutcome> {
    let archived = 0
    let net = new Dec(0)
    for await (const part of this.archive.lines('trades', TradeLine)) {
      archived += part.length
      for (const trade of part) net = net.plus(trade.net)
    }
    const { _count, _sum } = await this.tx.trade.aggregate({
      where: { userId: this.userId, account: { sample: false } },
      _count: true,
      _sum: { net: true },
    })
    return {
      accounts: this.#accounts.size,
      imports: this.#imports.size,
      trades: _count,
      asArchived: _count === archived && net.equals(_sum.net?.toString() ?? 0),
    }
  }

  async #knownZone(timeZone: string): Promise<string> {
    if (await canCountDays(this.tx, timeZone)) return timeZone
    throw new ArchiveRefused('manifest.json: timeZone is not what this version reads.')
  }

  #accountOf(number: number): string {
    const account = this.#accounts.get(number)
    if (!account) throw new ArchiveRefused(`Account ${number} is named and not described.`)
    return account.id
  }

  #importOf(number: number): Import {
    const found = this.#imports.get(number)
    if (!found) throw new ArchiveRefused(`Import ${number} is named and not described.`)
    return found
  }
}

async function all<Line>(parts: AsyncIterable<Line[]>): Promise<Line[]> {
  const lines: Line[] = []
  for await (const part of parts) lines.push(...part)
  return lines
}

/** New ids in the order of the archive, so that what happened at one moment keeps its order. */
function orderedIds(count: number): string[] {
  return Array.from({ length: count }, () => randomUUID()).sort()
}
