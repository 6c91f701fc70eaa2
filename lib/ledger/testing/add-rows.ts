import type { Transaction } from '@/lib/db/client'
import type { Closing, Deal } from '@/lib/domain/deal'
import { type FileRecorded, recordFile } from '@/lib/ledger/record-file'

/** Adds what the rows of a file tell, as an import does; those written alike share a fingerprint. */
export async function addRows(
  tx: Transaction,
  account: { userId: string; accountId: string; runId: string },
  deals: Deal[],
): Promise<FileRecorded> {
  const { userId, accountId, runId } = account
  const { id: importFileId } = await tx.importFile.create({
    data: {
      userId,
      accountId,
      fileName: 'history.csv',
      sizeBytes: 0,
      sha256: '',
      bytes: Buffer.alloc(0),
      state: 'DONE',
      committedAt: new Date(),
    },
  })
  const rows = deals.map((deal, index) => ({
    line: index + 2,
    fingerprint: deal.fingerprint ?? '',
    timeStep: deal.executedAt.getMilliseconds() === 0 ? 1_000 : 1,
    priceDecimals: 5,
    apart: false,
    inferredPosition: true,
    deal: { ...deal, closing: deal.closing as Closing },
  }))
  return recordFile(tx, { accountId, runId, importFileId, rows: [rows] })
}
