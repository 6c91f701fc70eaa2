import { Loading, Skeleton } from '@/components/ui/skeleton'

const WEEKS = [1, 2, 3, 4, 5]

export function CalendarSkeleton() {
  return (
    <>
      <Loading what="the calendar" />
      <div className="overflow-hidden rounded-lg border border-rule bg-surface">
        <div className="h-8 border-b border-rule" />
        {WEEKS.map((week) => (
          <div
            key={week}
            className="flex h-14 items-end border-b border-rule p-2 last:border-b-0 sm:h-20 lg:h-24"
          >
            <Skeleton className="h-4 w-full" />
          </div>
        ))}
      </div>
    </>
  )
}
