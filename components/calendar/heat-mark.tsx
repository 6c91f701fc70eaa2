import { signOf } from '@/components/format/decimal'
import { cn } from '@/components/ui/class-names'

/** Shares of the largest day from which on a mark is stronger. */
const STEPS = [
  { from: 0.6, strength: '100%' },
  { from: 0.3, strength: '72%' },
  { from: 0.1, strength: '48%' },
  { from: 0, strength: '30%' },
] as const

const LOOK = { profit: 'heat-profit', loss: 'heat-loss', zero: 'heat-zero' } as const

/** A day as a square. @param largest the largest result of the year, to compare with; pixels, not money */
export function HeatMark(props: { net: string | null; largest: number; className?: string }) {
  const { net, largest } = props
  const share = net && largest > 0 ? Math.abs(Number(net)) / largest : 0
  const strength = STEPS.find(({ from }) => share >= from)?.strength
  return (
    <span
      aria-hidden
      style={{ '--strength': strength } as React.CSSProperties}
      className={cn(
        'block rounded-[3px]',
        net === null ? 'heat-none' : LOOK[signOf(net)],
        props.className,
      )}
    />
  )
}
