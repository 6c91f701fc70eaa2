import type { ClaimedItem } from '@/lib/agenda/claim'
import { assertHeld } from '@/lib/agenda/finish'
import { finishWork } from '@/lib/agenda/work-context'
import { lockConnection } from '@/lib/connections/lock-connection'
import { recordEvent } from '@/lib/connections/record-event'
import type { Transaction } from '@/lib/db/client'
import type { Deal } from '@/lib/domain/deal'
import type { SyncWindow } from '@/lib/domain/sync-window'
import { accountView } from '@/lib/journal/account-view'
import { lockAccount } from '@/lib/ledger/lock-account'
import { type Recorded, recordDeals } from '@/lib/ledger/record-deals'
import type { AccountReader, LinkedAccount } from './account-reader'
import { announceCatchUp } from './announce-catch-up'
import type { SyncContext } from './context'
import { type NamedSymbol, saveSymbols } from './read-symbols'
import { PASS_ENDS_AFTER_ATTEMPTS } from './record-failure'
import { openRun, type RunTrigger } from './runs'

/** One claimed step of reading one account. */
export type SyncStep = {
  context: SyncContext
  item: ClaimedItem
  account: LinkedAccount
  reader: AccountReader
}

/**
 * Writes what a step brought and when the account is due again, all or nothing.
 * @param write returns when the next step is due, null when the account is complete, and 'go-on'
 *   when this step has more to do before it ends
 */
export async function saveStep(
  { context, item, account }: SyncStep,
  trigger: RunTrigger,
  write: (tx: Transaction, runId: string) => Promise<Date | null | 'go-on'>,
): Promise<void> {
  await context.db.$transaction(async (tx) => {
    // What a repair brought may be announced with this step; the connection is locked first.
    if (account.connection.missedSince) await lockConnection(tx, account.connectionId)
    await lockAccount(tx, account.id)
    if (account.unreadableSince) await noteReadable(tx, account, item)
    const why = account.connection.missedSince ? 'reconnect' : trigger
    const run = await openRun(tx, account, why, context.clock.now())
    const next = await write(tx, run.id)
    if (next === 'go-on') await assertHeld(tx, item, context.workerId)
    else await finishWork(context, tx, item, next)
    if (next === null) await announceCatchUp(tx, account.connectionId, context.clock.now())
  })
}

export type FetchedWindow = { window: SyncWindow; deals: Deal[]; newSymbols: NamedSymbol[] }

/** Deals of a window, and the account's symbols when one among them was unknown. */
export async function fetchWindow(
  { context, account, reader }: SyncStep,
  window: SyncWindow,
): Promise<FetchedWindow> {
  const wire = await reader.deals(window)
  const known = await context.db.symbol.findMany({ where: { accountId: account.id } })
  const isKnown = new Set(known.map(({ symbolId }) => symbolId))
  const newSymbols = wire.every(({ symbolId }) => isKnown.has(symbolId))
    ? []
    : await reader.symbols()
  const symbols = new Map<bigint, NamedSymbol>(
    [...known, ...newSymbols].map((symbol) => [symbol.symbolId, symbol]),
  )
  return { window, deals: reader.toDeals(wire, symbols), newSymbols }
}

export async function recordWindow(
  tx: Transaction,
  { account }: SyncStep,
  runId: string,
  { window, deals, newSymbols }: FetchedWindow,
): Promise<Recorded> {
  await saveSymbols(tx, account.id, newSymbols)
  const recorded = await recordDeals(tx, { accountId: account.id, runId, deals })
  const { coveredFrom, coveredTo } = await tx.run.findUniqueOrThrow({ where: { id: runId } })
  await tx.run.update({
    where: { id: runId },
    data: {
      coveredFrom: coveredFrom && coveredFrom < window.from ? coveredFrom : window.from,
      coveredTo: coveredTo && coveredTo > window.to ? coveredTo : window.to,
    },
  })
  return recorded
}

export async function endRun(tx: Transaction, runId: string, now: Date): Promise<void> {
  await tx.run.update({
    where: { id: runId },
    data: { outcome: 'COMPLETED', finishedAt: now },
  })
}

async function noteReadable(
  tx: Transaction,
  account: LinkedAccount,
  { attempts }: ClaimedItem,
): Promise<void> {
  await tx.tradingAccount.update({
    where: { id: account.id },
    data: { unreadableSince: null, unreadableCode: null },
  })
  // A hiccup was not told, so its end is not either.
  if (attempts <= PASS_ENDS_AFTER_ATTEMPTS) return
  await recordEvent(tx, {
    connectionId: account.connectionId,
    kind: 'account-readable',
    actor: 'worker',
    detail: { account: accountView(account).name },
  })
}
