'use client'

import { BundleButton } from '@/components/bundle/bundle-button'
import { useSayInstant } from '@/components/format/use-say-instant'
import { Card } from '@/components/ui/card'
import { WorkingBar } from '@/components/ui/progress-bar'
import { connectionWords } from '@/lib/domain/connection-words'
import type { ConnectionView } from '@/lib/domain/views/connection'
import { ChooseAccountsForm } from './choose-accounts-form'
import { ConnectionActions } from './connection-actions'
import { FirstSyncProgress } from './first-sync-progress'

/** The state's own screen: what it is, what it means, who does what next. */
export function ConnectionStatePanel({ connection }: { connection: ConnectionView }) {
  const { title, body } = connectionWords(connection, useSayInstant())
  const isChoosing = connection.state === 'choose-accounts'
  return (
    <Card className="p-5 md:p-6">
      <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
        <div className="min-w-0 max-w-2xl flex-1 basis-72" aria-live="polite">
          <h2 className="text-base font-semibold">{title}</h2>
          <p className="mt-1 text-ink-soft">{body}</p>
        </div>
        {isChoosing ? null : <ConnectionActions key={connection.state} connection={connection} />}
      </div>
      {isChoosing ? (
        <ChooseAccountsForm connection={connection} submitLabel="Complete Connection" />
      ) : null}
      {connection.state === 'exchanging' ? (
        <div className="mt-5 max-w-2xl">
          <WorkingBar label="Reading your accounts" />
        </div>
      ) : null}
      {connection.state === 'first-sync' ? (
        <FirstSyncProgress progress={connection.progress} />
      ) : null}
      {connection.reason ? (
        <details className="mt-4 text-table text-ink-soft">
          <summary className="w-fit rounded-sm text-ink-faint hover:text-ink">Details</summary>
          <p className="mt-1">
            Cause <code className="font-mono text-xs">{connection.reason}</code>, connection{' '}
            <code className="font-mono text-xs [overflow-wrap:anywhere]">{connection.id}</code>
          </p>
          <div className="mt-1 -ml-3">
            <BundleButton error={{ code: connection.reason, reference: null }} />
          </div>
        </details>
      ) : null}
    </Card>
  )
}
