'use client'

import { When } from '@/components/format/when'
import { Pill } from '@/components/ui/pill'
import { unreadableWords } from '@/lib/domain/connection-words'
import type { CandidateAccountView } from '@/lib/domain/views/connection'
import { ArchiveButton } from './archive-button'

const ROW = 'flex flex-wrap items-center gap-x-3 gap-y-1'

/** What is to be said of an account in the journal, and what can be done about it. */
export function AccountTrouble(props: { connectionId: string; account: CandidateAccountView }) {
  const { archived, goneSince, unreadable, historyLimitAt, id } = props.account
  if (archived) return <Pill tone="off">Archive</Pill>
  if (goneSince)
    return (
      <span className={ROW}>
        <Pill tone="act">No longer listed</Pill>
        <span className="text-table text-ink-soft">
          since <When at={goneSince} as="short" />
        </span>
        <ArchiveButton
          connectionId={props.connectionId}
          accountId={id}
          look="secondary"
          size="small"
          label="Keep as archive"
        />
      </span>
    )
  if (unreadable)
    return (
      <span className={ROW}>
        <Pill tone="act">Not readable</Pill>
        <span className="text-table text-ink-soft">{unreadableWords(unreadable)}</span>
      </span>
    )
  if (historyLimitAt)
    return (
      <span className="text-table text-ink-soft">
        cTrader offers nothing before <When at={historyLimitAt} />
      </span>
    )
  return null
}
