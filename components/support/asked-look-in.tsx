import { When } from '@/components/format/when'
import { GoButton } from '@/components/ui/go-button'
import { Notice } from '@/components/ui/notice'
import type { LookInView } from '@/lib/domain/views/look-in'

/** What became of the question whether one may look in. */
export function AskedLookIn({ lookIn }: { lookIn: LookInView }) {
  switch (lookIn.state) {
    case 'active':
      return (
        <Notice
          tone="info"
          role="status"
          className="mt-4 max-w-3xl"
          title="The trader allows you to look in"
          actions={
            <GoButton look="primary" to={`/support/look-ins/${lookIn.id}`}>
              Open the journal
            </GoButton>
          }
        >
          Read-only
          {lookIn.endsAt ? (
            <>
              , until <When at={lookIn.endsAt} as="short" />
            </>
          ) : null}
          . What you open is noted for them.
        </Notice>
      )
    case 'asked':
      return (
        <Notice tone="waiting" role="status" className="mt-4 max-w-3xl" title="The trader is asked">
          You asked to look in for {lookIn.minutes} minutes. The question stands until{' '}
          <When at={lookIn.answerBy} />.
        </Notice>
      )
    case 'refused':
      return (
        <Notice tone="info" className="mt-4 max-w-3xl" title="The trader refused the look-in">
          Asked <When at={lookIn.askedAt} />.
        </Notice>
      )
    default:
      return null
  }
}
