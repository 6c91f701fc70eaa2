import { ChevronLeft, ChevronRight } from 'lucide-react'
import { formatCount } from '@/components/format/decimal'
import { Button } from './button'

export function Pager(props: {
  page: number
  pageSize: number
  total: number
  /** What is being paged through, in the plural. */
  of: string
  onGo: (page: number) => void
}) {
  const pages = Math.max(1, Math.ceil(props.total / props.pageSize))
  const first = Math.min(props.total, (props.page - 1) * props.pageSize + 1)
  const last = Math.min(props.total, props.page * props.pageSize)
  return (
    <div className="mt-3 flex flex-wrap items-center justify-between gap-3 text-table text-ink-soft">
      <p aria-live="polite">
        {formatCount(first)}–{formatCount(last)} of {formatCount(props.total)}
      </p>
      {pages > 1 ? (
        <nav aria-label={`Pages of ${props.of}`} className="flex items-center gap-2">
          <Button disabled={props.page <= 1} onClick={() => props.onGo(props.page - 1)}>
            <ChevronLeft aria-hidden />
            Previous
          </Button>
          <span className="px-1">
            Page {formatCount(props.page)} of {formatCount(pages)}
          </span>
          <Button disabled={props.page >= pages} onClick={() => props.onGo(props.page + 1)}>
            Next
            <ChevronRight aria-hidden />
          </Button>
        </nav>
      ) : null}
    </div>
  )
}
