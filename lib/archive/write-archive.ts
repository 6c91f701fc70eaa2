import { setImmediate as breathe } from 'node:timers/promises'
import { Zip, ZipDeflate } from 'fflate'
import type { Database, Transaction } from '@/lib/db/client'
import type { ImportState } from '@/lib/db/generated/client'
import type { Actor } from '@/lib/identity/sessions'
import { ARCHIVE_FORMAT, ARCHIVE_VERSION, fileNameOf, type Part, partName } from './format'
import { plainRow } from './plain-row'

/** Lines packed at once; packing them takes a few milliseconds of the process. */
const LINES_IN_PART = 2_000
const BYTES_AT_ONCE = 1024 * 1024

/** Where the bytes of the archive go; it waits until they are there. */
type Sink = (bytes: Uint8Array) => Promise<void>

/** All of a trader's journal as it is at one moment, without any secret. */
export async function writeArchive(
  db: Database,
  { actor, now, sink }: { actor: Actor; now: Date; sink: Sink },
): Promise<void> {
  await db.$transaction(
    async (tx) => {
      const packer = new Packer(sink)
      const manifest = {
        format: ARCHIVE_FORMAT,
        version: ARCHIVE_VERSION,
        exportedAt: now.toISOString(),
        timeZone: actor.timeZone,
      }
      await packer.add('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`)
      await new JournalWriter(tx, actor.userId, packer).write()
      await packer.end()
    },
    { isolationLevel: 'RepeatableRead', timeout: 10 * 60_000 },
  )
}

class Packer {
  readonly #waiting: Uint8Array[] = []
  readonly #zip = new Zip((error, bytes) => {
    if (error) throw error
    this.#waiting.push(bytes)
  })

  constructor(private readonly sink: Sink) {}

  async add(name: string, content: string | Uint8Array): Promise<void> {
    const entry = new ZipDeflate(name, { level: 6 })
    // No time of this machine in it: the same journal gives the same bytes.
    entry.mtime = '1980-01-01T12:00:00'
    this.#zip.add(entry)
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
    for (let start = 0; start < bytes.length || start === 0; start += BYTES_AT_ONCE) {
      const end = start + BYTES_AT_ONCE
      entry.push(bytes.subarray(start, end), end >= bytes.length)
      await this.#flush()
    }
  }

  async end(): Promise<void> {
    this.#zip.end()
    await this.#flush()
  }

  async #flush(): Promise<void> {
    for (const bytes of this.#waiting.splice(0)) await this.sink(bytes)
    await breathe()
  }
}

/** A state that passes is written as the one it came from or leads to by itself. */
const RESTING_STATES: Partial<Record<ImportState, ImportState>> = {
  COMMITTING: 'READY',
  UNDOING: 'DONE',
  RESTORING: 'UNDONE',
}

const OF_ROW = ['id', 'accountId', 'importFileId']

class JournalWriter {
  readonly #accounts = new Map<string, number>()
  readonly #imports = new Map<string, number>()

  constructor(
    private readonly tx: Transaction,
    private readonly userId: string,
    private readonly packer: Packer,
  ) {}

  async write(): Promise<void> {
    await this.#lines('accounts', this.#accountLines())
    await this.#lines('symbols', this.#symbolLines())
    await this.#lines('deals', this.#dealLines())
    await this.#lines('cash-flows', this.#cashFlowLines())
    await this.#lines('imports', this.#importLines())
    await this.#lines('import-rows', this.#importRowLines())
    await this.#lines('sightings', this.#sightingLines())
    await this.#lines('runs', this.#runLines())
    await this.#lines('trades', this.#tradeLines())
    await this.#lines('tags', this.#tagLines())
    await this.#lines('trade-notes', this.#tradeNoteLines())
    await this.#lines('day-notes', this.#dayNoteLines())
    for (const [id, number] of this.#imports) {
      const { bytes } = await this.tx.importFile.findUniqueOrThrow({
        where: { id },
        select: { bytes: true },
      })
      await this.packer.add(fileNameOf(number), bytes)
    }
  }

  async #lines(part: Part, lines: AsyncIterable<Record<string, unknown>>): Promise<void> {
    let number = 1
    let waiting: string[] = []
    const pack = async () => {
      if (waiting.length === 0) return
      await this.packer.add(partName(part, number), waiting.join(''))
      number += 1
      waiting = []
    }
    for await (const line of lines) {
      waiting.push(`${JSON.stringify(line)}\n`)
      if (waiting.length >= LINES_IN_PART) await pack()
    }
    await pack()
  }

  async *#accountLines() {
    const accounts = await this.tx.tradingAccount.findMany({
      where: { userId: this.userId, deletedAt: null, sample: false },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      // What belongs to a link, or is found out anew, is not part of the journal.
      omit: {
        userId: true,
        connectionId: true,
        sample: true,
        missingSince: true,
        historyWantedFrom: true,
        historyLimitAt: true,
        historyLimitSeenAt: true,
        unreadableSince: true,
        unreadableCode: true,
        archivedAt: true,
        deletedAt: true,
        followedBeforeDeletionAt: true,
        joinsId: true,
        formerIds: true,
        lastClosingDealAt: true,
        lastBalanceUpdateAt: true,
        reconciledAt: true,
        breakAt: true,
        breakAmount: true,
      },
    })
    for (const row of accounts) {
      this.#accounts.set(row.id, this.#accounts.size + 1)
      yield { account: this.#accounts.get(row.id), ...plainRow(row, OF_ROW) }
    }
  }

  async *#symbolLines() {
    for (const [accountId, account] of this.#accounts) {
      const rows = await this.tx.symbol.findMany({
        where: { accountId },
        orderBy: { symbolId: 'asc' },
      })
      for (const row of rows) yield { account, ...plainRow(row, OF_ROW) }
    }
  }

  async *#dealLines() {
    const fromFiles = ['source', 'fingerprint', 'occurrence', 'label', 'comment', 'channel']
    const omit = [...OF_ROW, ...fromFiles, 'tradeId', 'firstRunId', 'lastRunId']
    for (const [accountId, account] of this.#accounts) {
      let after = -1n
      for (;;) {
        const rows = await this.tx.deal.findMany({
          where: { accountId, source: { not: 'FILE' }, dealId: { gt: after } },
          orderBy: { dealId: 'asc' },
          take: LINES_IN_PART,
        })
        for (const row of rows) yield { account, ...plainRow(row, omit) }
        const last = rows.at(-1)?.dealId
        if (last == null) break
        after = last
      }
    }
  }

  async *#cashFlowLines() {
    for (const [accountId, account] of this.#accounts) {
      const rows = await this.tx.cashFlow.findMany({
        where: { accountId },
        orderBy: { balanceHistoryId: 'asc' },
      })
      for (const row of rows) yield { account, ...plainRow(row, [...OF_ROW, 'firstRunId']) }
    }
  }

  async *#importLines() {
    const rows = await this.tx.importFile.findMany({
      where: { userId: this.userId, accountId: { in: [...this.#accounts.keys()] } },
      orderBy: [{ uploadedAt: 'asc' }, { id: 'asc' }],
      omit: {
        bytes: true,
        userId: true,
        runId: true,
        stoppedAt: true,
        recalled: true,
        answeredAt: true,
      },
    })
    for (const row of rows) {
      this.#imports.set(row.id, this.#imports.size + 1)
      yield {
        import: this.#imports.get(row.id),
        account: this.#accounts.get(row.accountId),
        ...plainRow(row, OF_ROW),
        state: RESTING_STATES[row.state] ?? row.state,
      }
    }
  }

  async *#importRowLines() {
    for (const [importFileId, number] of this.#imports)
      yield* this.#byLine(number, (after) =>
        this.tx.importRow.findMany({
          where: { importFileId, line: { gt: after } },
          orderBy: { line: 'asc' },
          take: LINES_IN_PART,
        }),
      )
  }

  async *#sightingLines() {
    for (const [importFileId, number] of this.#imports)
      yield* this.#byLine(number, (after) =>
        this.tx.dealSighting.findMany({
          where: { importFileId, line: { gt: after } },
          orderBy: { line: 'asc' },
          take: LINES_IN_PART,
          // They stand in what the row tells.
          omit: { dealRowId: true, tradeId: true, dealId: true, executedAt: true },
        }),
      )
  }

  async *#byLine<Row extends { line: number }>(
    number: number,
    read: (after: number) => Promise<Row[]>,
  ) {
    let after = -1
    for (;;) {
      const rows = await read(after)
      for (const row of rows) yield { import: number, ...plainRow(row, OF_ROW) }
      const last = rows.at(-1)
      if (!last) return
      after = last.line
    }
  }

  async *#runLines() {
    const rows = await this.tx.run.findMany({
      // Reading an archive is no part of what was archived, and a sample is nobody's journal.
      where: {
        userId: this.userId,
        outcome: { not: 'RUNNING' },
        trigger: { not: 'archive' },
        OR: [{ accountId: null }, { account: { sample: false } }],
      },
      orderBy: [{ startedAt: 'asc' }, { id: 'asc' }],
      include: { importFile: { select: { id: true } } },
    })
    let number = 0
    for (const { importFile, ...row } of rows) {
      number += 1
      yield {
        run: number,
        ...plainRow({
          account: row.accountId && this.#accounts.get(row.accountId),
          import: row.importFileId && this.#imports.get(row.importFileId),
          isResult: importFile ? true : null,
        }),
        ...plainRow(row, [...OF_ROW, 'userId', 'connectionId']),
      }
    }
  }

  async *#tradeLines() {
    for (const [accountId, account] of this.#accounts) {
      let skip = 0
      for (;;) {
        const rows = await this.tx.trade.findMany({
          where: { accountId },
          orderBy: [
            { closedAt: 'asc' },
            { positionKey: 'asc' },
            { openedAt: 'asc' },
            { direction: 'asc' },
          ],
          skip,
          take: LINES_IN_PART,
        })
        for (const row of rows) yield { account, ...plainRow(row, [...OF_ROW, 'userId']) }
        if (rows.length < LINES_IN_PART) break
        skip += rows.length
      }
    }
  }

  async *#tagLines() {
    const rows = await this.tx.tag.findMany({
      where: { userId: this.userId, trades: { some: { note: this.#ofArchivedAccounts() } } },
      orderBy: { key: 'asc' },
      select: { name: true, colour: true, createdAt: true },
    })
    for (const row of rows) yield plainRow(row)
  }

  async *#tradeNoteLines() {
    for (const [accountId, account] of this.#accounts) {
      const rows = await this.tx.tradeNote.findMany({
        where: { userId: this.userId, accountId },
        include: { tags: { include: { tag: true }, orderBy: { tag: { key: 'asc' } } } },
        orderBy: [
          { closedAt: 'asc' },
          { positionKey: 'asc' },
          { direction: 'asc' },
          { createdAt: 'asc' },
          { text: 'asc' },
        ],
      })
      const there = await this.tx.trade.findMany({
        where: { id: { in: rows.map(({ tradeId }) => tradeId) } },
        select: { id: true },
      })
      const ids = new Set(there.map(({ id }) => id))
      for (const { tags, ...row } of rows)
        yield {
          account,
          ...plainRow(row, [...OF_ROW, 'userId', 'tradeId']),
          tags: tags.map(({ tag }) => tag.name),
          ...(ids.has(row.tradeId) ? {} : { tradeIsGone: true }),
        }
    }
  }

  async *#dayNoteLines() {
    const rows = await this.tx.dayNote.findMany({
      where: { userId: this.userId },
      orderBy: { day: 'asc' },
    })
    for (const { day, text, updatedAt } of rows)
      yield { day: day.toISOString().slice(0, 10), ...plainRow({ text, updatedAt }) }
  }

  #ofArchivedAccounts() {
    return { accountId: { in: [...this.#accounts.keys()] } }
  }
}
