import { Loading, Skeleton } from '@/components/ui/skeleton'

const ROWS = ['one', 'two', 'three', 'four', 'five', 'six']

export function ActivitySkeleton() {
  return (
    <>
      <Loading what="the activity" />
      <div className="rounded-lg border border-rule bg-surface">
        {ROWS.map((row) => (
          <div
            key={row}
            className="flex h-9 items-center gap-8 border-b border-rule px-4 last:border-b-0 touch:h-11"
          >
            <Skeleton className="h-3.5 w-28" />
            <Skeleton className="h-3.5 w-24 max-sm:hidden" />
            <Skeleton className="h-3.5 w-48 max-w-[50%]" />
          </div>
        ))}
      </div>
    </>
  )
}
