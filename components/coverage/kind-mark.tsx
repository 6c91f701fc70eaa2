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

export function KindMark(props: { kind: CoverageKind; inPart?: boolean; className?: string }) {
  const { kind, inPart } = props
  const look = inPart && kind === 'gap' ? 'coverage-gap-in-part' : LOOK[kind]
  return <span aria-hidden className={cn('block rounded-sm', look, props.className)} />
}
