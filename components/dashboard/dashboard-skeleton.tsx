import { Loading, Skeleton } from '@/components/ui/skeleton'

const SMALL = [1, 2, 3, 4, 5, 6, 7, 8]

export function DashboardSkeleton() {
  return (
    <>
      <Loading what="the dashboard" />
      <div className="overflow-hidden rounded-lg border border-rule bg-surface">
        <div className="grid grid-cols-2 gap-px border-b border-rule bg-rule lg:grid-cols-4">
          {['net', 'trades', 'rate', 'factor'].map((figure, index) => (
            <div
              key={figure}
              className={`bg-surface px-5 py-4 ${index < 2 ? 'col-span-2 lg:col-span-1' : ''}`}
            >
              <Skeleton className="h-4 w-16" />
              <Skeleton className="mt-2 h-7 w-32 max-w-full" />
              <Skeleton className="mt-2 h-3 w-24 max-w-full" />
            </div>
          ))}
        </div>
        <div className="grid grid-cols-2 gap-px border-b border-rule bg-rule lg:grid-cols-4">
          {SMALL.map((figure) => (
            <div key={figure} className="bg-surface px-5 py-3">
              <Skeleton className="h-4 w-20 max-w-full" />
              <Skeleton className="mt-1.5 h-6 w-24 max-w-full" />
              <Skeleton className="mt-1.5 h-3 w-28 max-w-full" />
            </div>
          ))}
        </div>
        <div className="px-5 pt-4 pb-3">
          <Skeleton className="h-4 w-48" />
          <Skeleton className="mt-2 mb-3 h-4 w-72 max-w-full" />
          <Skeleton className="h-72 w-full" />
          <div className="mt-2 h-4" />
        </div>
      </div>
    </>
  )
}
