'use client'

import { useState } from 'react'
import { BundleText } from '@/components/bundle/bundle-text'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import type { StaffAction } from '@/lib/domain/support/audit-words'
import type { ExplainedConnectionView, StaffActionAnswer } from '@/lib/domain/views/support'
import { actionsOf, STAFF_ACTION_WORDS } from './action-words'
import { ReasonDialog } from './reason-dialog'

type Said = { action: StaffAction; answer: StaffActionAnswer }

/** What support can do about it, the advised one first. Each asks for a reason. */
export function StaffActions({ view }: { view: ExplainedConnectionView }) {
  const [asking, setAsking] = useState<StaffAction | null>(null)
  const [said, setSaid] = useState<Said | null>(null)
  const advised = view.cases[0].action
  return (
    <Section title="Actions">
      <div className="flex flex-wrap gap-2">
        {actionsOf(view).map((action) => (
          <Button
            key={action}
            look={action === advised ? 'primary' : 'secondary'}
            onClick={() => setAsking(action)}
          >
            {STAFF_ACTION_WORDS[action].label}…
          </Button>
        ))}
      </div>
      {asking ? (
        <ReasonDialog
          key={asking}
          view={view}
          action={asking}
          onClose={() => setAsking(null)}
          onDone={(answer) => {
            setSaid({ action: asking, answer })
            setAsking(null)
          }}
        />
      ) : null}
      {said ? <Outcome said={said} /> : null}
      {said?.answer.bundle ? (
        <div className="mt-3 max-w-3xl">
          <BundleText view={said.answer.bundle} />
        </div>
      ) : null}
    </Section>
  )
}

function Outcome({ said: { action, answer } }: { said: Said }) {
  const { done, nothing } = STAFF_ACTION_WORDS[action]
  return (
    <Notice
      tone="info"
      role="status"
      className="mt-3 max-w-3xl"
      title={answer.done ? done : nothing}
      actions={answer.link ? <CopyLink address={answer.link.address} /> : null}
    >
      {answer.link ? (
        <>
          <code className="font-mono text-xs [overflow-wrap:anywhere]">{answer.link.address}</code>
          <span className="block">
            Shown only now. It works once within a day, and only for this connection’s owner.
          </span>
        </>
      ) : null}
    </Notice>
  )
}

function CopyLink({ address }: { address: string }) {
  const [copied, setCopied] = useState(false)
  return (
    <Button onClick={() => void navigator.clipboard.writeText(address).then(() => setCopied(true))}>
      {copied ? 'Copied' : 'Copy link'}
    </Button>
  )
}
