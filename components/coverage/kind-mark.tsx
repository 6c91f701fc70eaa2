import { cn } from '@/components/ui/class-names'
import type { CoverageKind } from '@/lib/domain/coverage'

/** Told apart by pattern as well as by colour: full, dotted, striped, halved, framed, dashed, empty. */
const LOOK: Record<CoverageKind, string> = {
  synced: 'coverage-synced',
  quiet: 'coverage-quiet',
  file: 'coverage-file',
  both: 'coverage-both',
  coming: 'coverage-coming',
  gap: 'coverage-gap',
  before: 'coverage-before',
}

export function KindMark({ kind, className }: { kind: CoverageKind; className?: string }) {
  return <span aria-hidden className={cn('block rounded-sm', LOOK[kind], className)} />
}
