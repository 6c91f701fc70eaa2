import { hash } from 'node:crypto'
import type { Queryable } from '@/lib/db/client'
import type { ImportCounts } from '@/lib/domain/views/import'
import { existingClosings, type HeldClosing } from './existing-closings'
import {
  type AccountOfPreview,
  previewOf,
  refusedPreview,
  type StoredPreview,
  unmappedPreview,
} from './preview'
import type { ByteSource } from './reading/containers/byte-source'
import { groupIntoPositions } from './reading/group-into-positions'
import { LIMITS, openImportFile } from './reading/open-import-file'
import { reconcile, type Verdict } from './reading/reconcile'
import { type RowsByTime, rowsByTime } from './reading/rows-by-time'
import { TextsSeen } from './reading/texts-seen'
import type { ImportChoices, ImportedDeal, OpenedFile, RowResult } from './reading/types'
import {
  type AccountOfRows,
  fillsOf,
  isLeftOut,
  type PlannedRow,
  shownAs,
  toRowView,
} from './row-view'
import { type Holder, refuseSimulated } from './simulated-trades'

/** What the plan has to know of the account. */
export type PlanAccount = AccountOfRows & AccountOfPreview & Holder & { id: string }

/** A deal the file tells, new or not, with the position it belongs to. */
export type ToldRow = {
  deal: ImportedDeal
  fingerprint: string
  apart: boolean
  position: string
  inferred: boolean
}

const DIGEST_CHARACTERS = 16

/** Some rows of a file after they were compared with what the account holds. */
export type PlannedRows = {
  told: ToldRow[]
  /** As they are shown, each with its verdict. */
  views(): PlannedRow[]
  /** Equal when all of them are shown alike. */
  digest: string
}

export type OpenedImport = { stopped: StoredPreview } | { plan: ImportPlan }

/**
 * Reads a file for an account. The preview and the commit call it with the same file and choices, the
 * commit inside its transaction.
 *
 * @returns why nothing can be added, or what has to be chosen first; else the plan
 */
export async function openImport(
  source: ByteSource,
  choices: ImportChoices,
  account: PlanAccount,
): Promise<OpenedImport> {
  // How large a file may be was said when it was uploaded.
  const file = openImportFile(source, choices, { ...LIMITS, bytes: source.size })
  if (file.status === 'refused')
    return { stopped: refusedPreview({ code: file.code, ...file.message }) }
  if (file.status === 'unmapped') return { stopped: unmappedPreview(file) }
  const misplaced = file.simulated ? await refuseSimulated(account) : null
  if (misplaced) return { stopped: refusedPreview(misplaced) }
  const { currencyMismatch } = file
  if (currencyMismatch)
    return {
      stopped: refusedPreview({
        code: 'other-currency',
        title: `This file is in ${currencyMismatch.file}, the account is in ${currencyMismatch.account}`,
        body: `Its amounts would be added up as ${currencyMismatch.account}. Upload it again for an account in ${currencyMismatch.file}, or make a new account for it.`,
      }),
    }
  const corrected = new Set(Object.keys(choices.corrections ?? {}).map(Number))
  return { plan: new ImportPlan(file, account, corrected) }
}

/** What adding a file would do, found out some rows at a time: a million are never held at once. */
export class ImportPlan {
  readonly #counts: ImportCounts = {
    new: 0,
    newTrades: 0,
    alreadyHere: 0,
    differs: 0,
    problems: 0,
    notTrades: 0,
    fills: 0,
  }
  readonly #newPositions = new TextsSeen()
  readonly #digests: string[] = []
  #read: RowsByTime | null = null
  #rowCount = 0

  constructor(
    readonly file: OpenedFile,
    private readonly account: PlanAccount,
    private readonly corrected: ReadonlySet<number>,
  ) {}

  /** All rows once. Deals that closed in one minute come together. */
  async *rows(db: Queryable): AsyncGenerator<PlannedRows> {
    this.#read = rowsByTime(this.file)
    for (const rows of this.#read.batches()) yield await this.#plan(db, rows)
  }

  /** After the last row: what is kept of the plan beside the file. */
  preview(): StoredPreview {
    return previewOf(this.file, this.account, {
      checks: this.#read?.checks ?? [],
      counts: this.#counts,
      rowsDigests: this.#digests,
    })
  }

  /** After the last row. */
  get rowCount(): number {
    return this.#rowCount
  }

  /** First to last closing of the file, whether or not it was new; null for a file without deals. */
  get period(): { from: Date; to: Date } | null {
    const { from = null, to = null } = this.#read ?? {}
    return from && to && { from, to }
  }

  async #plan(db: Queryable, rows: RowResult[]): Promise<PlannedRows> {
    const { account, corrected, file } = this
    const deals = rows.flatMap((row) => (row.status === 'ok' ? [row.deal] : []))
    const existing = await existingClosings(db, account.id, deals)
    const held = new Map(existing.map((one) => [one.ref, one]))
    const { verdicts } = reconcile(deals, existing, account.apart)
    const view = (row: RowResult, verdict: Verdict | undefined) =>
      toRowView(row, verdict, { file, held, account, corrected })
    const verdictOf = verdictsInOrder(rows, verdicts)
    this.#rowCount += rows.length
    const shown = [`${account.digits}|${account.currency}|${[...account.leftOut].sort()}`]
    for (const [index, row] of rows.entries()) {
      const verdict = verdictOf[index]
      this.#count(row, verdict, held)
      // What a row without a match shows follows from the file alone.
      const ofJournal = verdict && 'ref' in verdict ? JSON.stringify(view(row, verdict)) : ''
      shown.push(`${row.line}|${row.status}|${verdict?.verdict}|${ofJournal}`)
    }
    const digest = hash('sha256', shown.join('\n')).slice(0, DIGEST_CHARACTERS)
    this.#digests.push(digest)
    const positions = groupIntoPositions(deals)
    const told = deals.flatMap((deal, index): ToldRow[] => {
      const verdict = verdicts[index]
      const position = positions[index]
      if (!verdict || verdict.verdict === 'repeated' || !position) return []
      if (verdict.verdict === 'new' && this.#newPositions.add(position.key))
        this.#counts.newTrades += 1
      const apart = account.apart.has(deal.line) && deal.externalDealId === null
      const { fingerprint } = verdict
      return [{ deal, fingerprint, apart, position: position.key, inferred: position.inferred }]
    })
    return { told, views: () => rows.map((row, index) => view(row, verdictOf[index])), digest }
  }

  #count(
    row: RowResult,
    verdict: Verdict | undefined,
    held: ReadonlyMap<string, HeldClosing>,
  ): void {
    const counts = this.#counts
    if (row.status === 'error' && !isLeftOut(row, this.account)) counts.problems += 1
    else if (row.status !== 'ok') counts.notTrades += 1
    else {
      const shown = shownAs(verdict)
      if (shown === 'new') counts.new += 1
      else if (shown === 'differs') counts.differs += 1
      else counts.alreadyHere += 1
      if (verdict && 'ref' in verdict && fillsOf(row.deal, held.get(verdict.ref)).length > 0)
        counts.fills += 1
    }
  }
}

/** The verdict of each row that is a deal, beside it. */
function verdictsInOrder(
  rows: readonly RowResult[],
  verdicts: readonly Verdict[],
): (Verdict | undefined)[] {
  let deal = 0
  return rows.map(({ status }) => (status === 'ok' ? verdicts[deal++] : undefined))
}
