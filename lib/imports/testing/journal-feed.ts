import { randomUUID } from 'node:crypto'
import { claim } from '@/lib/agenda/claim'
import type { AGENDA_KINDS, AgendaKind } from '@/lib/agenda/kinds'
import type { WorkContext } from '@/lib/agenda/work-context'
import { readArchive } from '@/lib/archive/read-archive'
import type { Database } from '@/lib/db/client'
import { type Deal, keyOfPosition } from '@/lib/domain/deal'
import { Dec } from '@/lib/domain/decimal'
import { makeClosing, makeDeal } from '@/lib/domain/testing/deals'
import type { Actor } from '@/lib/identity/sessions'
import { commitImport } from '@/lib/imports/commit-import'
import { readImport } from '@/lib/imports/read-import'
import { requestCommit } from '@/lib/imports/request-commit'
import { requestRestore, requestUndo } from '@/lib/imports/request-undo'
import { restoreImport, undoImport } from '@/lib/imports/undo-import'
import { uploadImport } from '@/lib/imports/upload-import'
import { lockAccount } from '@/lib/ledger/lock-account'
import { recordDeals } from '@/lib/ledger/record-deals'

const BEGIN = Date.UTC(2026, 6, 14, 9)
const HANDLERS: Partial<Record<AgendaKind, typeof readImport>> = {
  'import.read': readImport,
  'import.commit': commitImport,
  'import.undo': undoImport,
  'import.restore': restoreImport,
  'archive.read': readArchive,
}

/** A closing as it really was. */
export type Truth = { dealId: bigint; positionId: bigint; at: number; cents: number }

function opening(positionId: bigint): Deal {
  return makeDeal({
    dealId: positionId * 100n,
    positionId,
    positionKey: keyOfPosition(positionId),
    executedAt: new Date(BEGIN - 60_000 - Number(positionId) * 1_000),
    price: new Dec('1.1'),
  })
}

function closing({ dealId, positionId, at, cents }: Truth): Deal {
  const net = new Dec(cents).dividedBy(100)
  return makeDeal({
    dealId,
    positionId,
    positionKey: keyOfPosition(positionId),
    side: 'SELL',
    executedAt: new Date(BEGIN + at),
    price: new Dec('1.1052'),
    closing: makeClosing({ gross: net, net }),
  })
}

/** How a file writes. */
export type Habit = {
  withIds: boolean
  withOpening: boolean
  withComment: boolean
  wholeSeconds: boolean
}

export function exportFile(rows: Truth[], habit: Habit): string {
  const header = [
    ...(habit.withIds ? ['Deal ID'] : []),
    'Symbol',
    'Opening Direction',
    ...(habit.withOpening ? ['Opening time (UTC+0)'] : []),
    'Closing Time (UTC+0)',
    'Entry price',
    'Closing price',
    'Closing Quantity',
    'Net USD',
    ...(habit.withComment ? ['Comment'] : []),
  ]
  const lines = rows.map(({ dealId, positionId, at, cents }) => [
    ...(habit.withIds ? [`DID${dealId}`] : []),
    'EURUSD',
    'Buy',
    ...(habit.withOpening ? [written(opening(positionId).executedAt, habit)] : []),
    written(new Date(BEGIN + at), habit),
    '1.10000',
    '1.10520',
    '0.01 Lots',
    (cents / 100).toFixed(2),
    ...(habit.withComment ? ['mine'] : []),
  ])
  return [header, ...lines].map((cells) => cells.join(',')).join('\n')
}

function written(at: Date, { wholeSeconds }: Habit): string {
  const iso = at.toISOString()
  return `${iso.slice(8, 10)} Jul ${iso.slice(0, 4)} ${iso.slice(11, wholeSeconds ? 19 : 23)}`
}

export type Journal = { actor: Actor; accountId: string }

/** A trader's journal in a database, fed by syncs and files through the verbs themselves. */
export function journalFeed(db: Database) {
  async function work(workerId = 'one'): Promise<void> {
    const context: WorkContext = { db, workerId, clock: { now: () => new Date() } }
    const kinds = Object.keys(HANDLERS) as (keyof typeof AGENDA_KINDS)[]
    for (;;) {
      // A moment ahead: what was wished for just now is due, even where the clock was set back a little.
      const now = new Date(Date.now() + 1_000)
      const [item] = await claim(db, { owner: workerId, kinds, limit: 1, now })
      if (!item) return
      await HANDLERS[item.kind]?.(context, item)
    }
  }

  async function upload(
    { actor, accountId }: Journal,
    text: string,
    fileName = 'history.csv',
  ): Promise<string> {
    const { importId } = await uploadImport(db, {
      actor,
      accountId,
      fileName,
      bytes: Buffer.from(text),
      now: new Date(),
    })
    return importId
  }

  return {
    /** Does what is due, as a worker does; several may at once. */
    work,
    upload,

    async makeActor(): Promise<Actor> {
      const email = `${randomUUID()}@example.test`
      const user = await db.user.create({ data: { email, passwordHash: 'none' } })
      return { userId: user.id, sessionId: randomUUID(), role: 'TRADER', email, timeZone: 'UTC' }
    },

    async makeJournal(): Promise<Journal> {
      const actor = await this.makeActor()
      const { id } = await db.tradingAccount.create({
        data: {
          userId: actor.userId,
          source: 'CTRADER',
          currency: 'USD',
          symbols: {
            create: {
              symbolId: 1n,
              name: 'EURUSD',
              digits: 5,
              pipPosition: 4,
              lotSize: 10_000_000n,
            },
          },
        },
      })
      return { actor, accountId: id }
    },

    async sync({ actor, accountId }: Journal, truths: Truth[]): Promise<void> {
      const openings = [...new Set(truths.map(({ positionId }) => positionId))].map(opening)
      await db.$transaction(async (tx) => {
        await lockAccount(tx, accountId)
        const run = await tx.run.create({
          data: {
            userId: actor.userId,
            accountId,
            kind: 'SYNC',
            trigger: 'schedule',
            outcome: 'COMPLETED',
          },
        })
        const deals = [...openings, ...truths.map(closing)]
        await recordDeals(tx, { accountId, runId: run.id, deals })
      })
    },

    async add(journal: Journal, text: string): Promise<string> {
      const importId = await upload(journal, text)
      await work()
      await requestCommit(db, { actor: journal.actor, importId, now: new Date() })
      await work()
      return importId
    },

    async undo({ actor }: Journal, importId: string): Promise<void> {
      await requestUndo(db, { actor, importId, now: new Date() })
      await work()
    },

    async restore({ actor }: Journal, importId: string): Promise<void> {
      await requestRestore(db, { actor, importId, now: new Date() })
      await work()
    },
  }
}

export type JournalFeed = ReturnType<typeof journalFeed>
