import type { Prisma } from '@/lib/db/generated/client'
import type { RunView } from '@/lib/domain/views/activity'
import { accountView } from './account-view'

export function runView(run: Prisma.RunGetPayload<{ include: { account: true } }>): RunView {
  return {
    id: run.id,
    kind: run.kind === 'SYNC' ? 'sync' : 'import',
    trigger: run.trigger as RunView['trigger'],
    accountName: run.account ? accountView(run.account).name : null,
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
    outcome: run.outcome.toLowerCase() as RunView['outcome'],
    read: run.read,
    added: run.added,
    updated: run.updated,
    skipped: run.skipped,
    failed: run.failed,
    removed: run.removed,
    reason: run.reason,
  }
}
