'use client'

import { Notice } from '@/components/ui/notice'
import { TextLink } from '@/components/ui/text-link'
import { importCountsInWords } from '@/lib/domain/import-counts-words'
import type { ImportView } from '@/lib/domain/views/import'
import { AssumptionsPanel } from './assumptions-panel'
import { ColumnMapping } from './column-mapping'
import type { Verdict } from './import'
import { ImportChecks } from './import-checks'
import { RejectedRows } from './import-result'
import { ImportRowsTable } from './import-rows-table'
import { ProblemGroups } from './problem-groups'
import { SameFile } from './same-file'
import { VerdictTiles } from './verdict-tiles'

export function ImportPreview(props: {
  view: ImportView
  verdict: Verdict | null
  stale: boolean
  onVerdict: (verdict: Verdict | null) => void
}) {
  const { view } = props
  if (view.mapping) return <ColumnMapping importId={view.id} mapping={view.mapping} />
  return (
    <div className="flex flex-col gap-6">
      <ImportNotices view={view} />
      {view.sentence ? (
        <div>
          <p className="text-base font-medium">{view.sentence}</p>
          {view.counts ? <p className="text-ink-soft">{importCountsInWords(view.counts)}</p> : null}
        </div>
      ) : null}
      {view.counts ? (
        <VerdictTiles counts={view.counts} chosen={props.verdict} onChoose={props.onVerdict} />
      ) : null}
      <ProblemGroups view={view} />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <AssumptionsPanel view={view} />
        <ImportChecks view={view} />
      </div>
      <ImportRowsTable
        view={view}
        verdict={props.verdict}
        stale={props.stale}
        aside={<RejectedRows view={view} />}
      />
    </div>
  )
}

function openQuestionsTitle({ assumptions }: ImportView): string {
  const open = assumptions.filter(({ needsAnswer }) => needsAnswer).length
  return open > 1 ? `${open} things the file does not say` : 'One thing the file does not say'
}

function ImportNotices({ view }: { view: ImportView }) {
  const journal = `/trades?account=${view.accountId}`
  if (view.status === 'failed')
    return (
      <Notice tone="bad" role="alert" title="Adding stopped, and nothing was added">
        The file and your answers are kept. Press the button above to try again.
      </Notice>
    )
  if (view.status === 'needs-answers')
    return (
      <Notice tone="act" title={openQuestionsTitle(view)}>
        <span id="open-questions">
          Answer what is marked “please choose” below; the preview follows at once.
        </span>
      </Notice>
    )
  if (view.counts && view.counts.new + view.counts.fills === 0)
    return (
      <Notice
        tone="info"
        title="Nothing to add"
        actions={<TextLink href={journal}>Show what is here</TextLink>}
      >
        <span id="nothing-to-add">
          {view.counts.alreadyHere > 0
            ? 'Every trade of this file is in the journal already.'
            : 'No row of this file is a new closed trade.'}{' '}
          <SameFile view={view} />
        </span>
      </Notice>
    )
  if (view.sameFile)
    return (
      <Notice tone="info" title="You uploaded this file before">
        <SameFile view={view} />
      </Notice>
    )
  return null
}
