import { ChevronLeft } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'

/** One title, one line that says how things stand, one primary action at the top right. */
export function PageHeader(props: {
  title: ReactNode
  status?: ReactNode
  action?: ReactNode
  back?: { to: string; label: string }
}) {
  return (
    <header className="mb-6">
      {props.back ? (
        <Link
          href={props.back.to}
          className="mb-2 -ml-1 inline-flex items-center gap-1 rounded-sm pr-1 text-table text-ink-soft hover:text-ink touch:min-h-11"
        >
          <ChevronLeft aria-hidden className="size-4" />
          {props.back.label}
        </Link>
      ) : null}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-title font-semibold tracking-tight [overflow-wrap:anywhere]">
            {props.title}
          </h1>
          {props.status ? (
            <div className="mt-1 min-h-5 text-table text-ink-soft">{props.status}</div>
          ) : null}
        </div>
        {props.action ? <div className="flex gap-2 print:hidden">{props.action}</div> : null}
      </div>
    </header>
  )
}
