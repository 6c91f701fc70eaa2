import { cn } from './class-names'

/** Stands where something will be, in its true shape. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn('skeleton block', className)} />
}

/** Says once, to those who cannot see the skeletons, that something is coming. */
export function Loading({ what }: { what: string }) {
  return (
    <p role="status" className="sr-only">
      Loading {what}
    </p>
  )
}
