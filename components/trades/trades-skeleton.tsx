import { Loading, Skeleton } from '@/components/ui/skeleton'

const ROWS = Array.from({ length: 14 }, (_, index) => index)

export function TradesSkeleton() {
  return (
    <>
      <Loading what="your trades" />
      <div className="overflow-hidden rounded-lg border border-rule bg-surface">
        <div className="flex h-9 items-center border-b border-rule px-4 touch:h-11">
          <Skeleton className="h-3 w-24" />
        </div>
        {ROWS.map((row) => (
          <div
            key={row}
            className="flex h-9 items-center justify-between gap-6 border-b border-rule px-4 last:border-b-0 touch:h-11"
          >
            <Skeleton className="h-3.5 w-28" />
            <Skeleton className="hidden h-3.5 w-32 md:block" />
            <Skeleton className="hidden h-3.5 w-32 lg:block" />
            <Skeleton className="hidden h-3.5 w-20 lg:block" />
            <Skeleton className="h-3.5 w-20" />
          </div>
        ))}
      </div>
    </>
  )
}
