import { Loading, Skeleton } from '@/components/ui/skeleton'

export function ReportsSkeleton() {
  return (
    <>
      <Loading what="the report" />
      <Skeleton className="mt-8 h-5 w-40" />
      <Skeleton className="mt-3 h-4 w-96 max-w-full" />
      <div className="mt-3 rounded-lg border border-rule bg-surface p-4">
        {['head', 'one', 'two', 'three', 'four', 'foot'].map((line) => (
          <Skeleton key={line} className="my-3 h-4 w-full" />
        ))}
      </div>
    </>
  )
}
