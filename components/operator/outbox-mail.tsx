import { ChevronRight } from 'lucide-react'
import { When } from '@/components/format/when'
import { Pill, type PillTone } from '@/components/ui/pill'
import type { MailView } from '@/lib/domain/views/outbox'

const STATES: Record<MailView['state'], { tone: PillTone; word: string }> = {
  sent: { tone: 'good', word: 'Sent' },
  waiting: { tone: 'waiting', word: 'Waiting' },
  kept: { tone: 'plain', word: 'Kept here' },
  failed: { tone: 'bad', word: 'Not sent' },
}

/** Codes of our own; those of the mail server are shown as they are. */
const WHY: Record<string, string> = {
  NO_MAIL_SERVER: 'no mail server is set',
  OVERTAKEN: 'no longer true when it could have gone out',
}

/** One mail as a line; opened, its text. */
export function OutboxMail({ mail }: { mail: MailView }) {
  const { tone, word } = STATES[mail.state]
  return (
    <details className="group">
      <summary className="grid cursor-pointer list-none grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 px-4 py-2 text-table hover:bg-hover md:grid-cols-[9rem_minmax(0,16rem)_1fr_auto]">
        <span className="order-1 flex items-center gap-2 text-ink-soft md:order-none">
          <ChevronRight
            aria-hidden
            className="size-4 text-ink-faint transition-transform duration-100 group-open:rotate-90"
          />
          <When at={mail.createdAt} as="table" />
        </span>
        <span className="order-3 col-span-2 truncate text-ink-soft md:order-none md:col-span-1">
          {mail.to}
        </span>
        <span className="order-4 col-span-2 font-medium [overflow-wrap:anywhere] md:order-none md:col-span-1">
          {mail.subject}
        </span>
        <span className="order-2 md:order-none">
          <Pill tone={tone}>{word}</Pill>
        </span>
      </summary>
      <div className="border-t border-rule bg-sunken px-4 py-3 text-table">
        <p className="text-ink-soft">
          <Fate mail={mail} />
        </p>
        <pre className="mt-3 max-w-2xl font-sans whitespace-pre-wrap [overflow-wrap:anywhere]">
          {mail.text}
        </pre>
      </div>
    </details>
  )
}

function Fate({ mail }: { mail: MailView }) {
  const { state, failure, sentAt, nextTryAt } = mail
  const why = failure ? (WHY[failure] ?? failure) : null
  if (state === 'sent' && sentAt)
    return (
      <>
        Sent <When at={sentAt} />
      </>
    )
  if (state !== 'waiting') return why ? `Did not go out: ${why}.` : 'Did not go out.'
  return (
    <>
      {why ? `Was not accepted yet: ${why}. ` : 'Waits to be sent. '}
      {nextTryAt ? (
        <>
          Next try <When at={nextTryAt} as="short" />.
        </>
      ) : null}
    </>
  )
}
