'use client'

import { When } from '@/components/format/when'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { RequestFailure } from '@/components/ui/request-failure'
import type { LookInView } from '@/lib/domain/views/look-in'
import { useAnswerLookIn, useLookIns } from './look-ins'

/** On every page of the trader's: who asks to look into the journal, and who looks just now. */
export function LookInBanner() {
  const lookIns = useLookIns().data?.lookIns ?? []
  return lookIns.map((lookIn) =>
    lookIn.state === 'active' ? (
      <Active key={lookIn.id} lookIn={lookIn} />
    ) : (
      <Question key={lookIn.id} lookIn={lookIn} />
    ),
  )
}

function Question({ lookIn }: { lookIn: LookInView }) {
  const answer = useAnswerLookIn(lookIn.id)
  const { staff, reason, minutes } = lookIn
  return (
    <div className="mb-6">
      <Notice
        tone="act"
        role="status"
        title="Support asks to look into your journal"
        actions={
          <>
            <Button
              look="primary"
              busy={answer.isPending && 'Noting…'}
              onClick={() => answer.mutate('allow')}
            >
              Allow for {minutes} minutes
            </Button>
            <Button disabled={answer.isPending} onClick={() => answer.mutate('refuse')}>
              Refuse
            </Button>
          </>
        }
      >
        <p>
          <span className="[overflow-wrap:anywhere]">{staff}</span> wants to see your accounts,
          trades and balances for {minutes} minutes: “{reason}”.
        </p>
        <p>
          They can only read, and not your notes and tags. You can end it at any time, and what they
          looked at stands in your settings.
        </p>
      </Notice>
      <Failure answer={answer} />
    </div>
  )
}

function Active({ lookIn }: { lookIn: LookInView }) {
  const answer = useAnswerLookIn(lookIn.id)
  return (
    <div className="mb-6">
      <Notice
        tone="info"
        role="status"
        title="Support may look into your journal just now"
        actions={
          <Button busy={answer.isPending && 'Ending…'} onClick={() => answer.mutate('end')}>
            End it now
          </Button>
        }
      >
        <span className="[overflow-wrap:anywhere]">{lookIn.staff}</span> can read accounts, trades
        and balances
        {lookIn.endsAt ? (
          <>
            {' '}
            until <When at={lookIn.endsAt} as="short" />
          </>
        ) : null}
        , and change nothing.
      </Notice>
      <Failure answer={answer} />
    </div>
  )
}

function Failure({ answer }: { answer: ReturnType<typeof useAnswerLookIn> }) {
  if (!answer.error) return null
  return <RequestFailure className="mt-2" error={answer.error} what="Your answer was not noted" />
}
