/** A figure we do not have is a dash with the reason, never a zero. */
export function Missing({ why }: { why: string }) {
  return (
    <span title={why} className="text-ink-faint">
      <span aria-hidden>–</span>
      <span className="sr-only">{why}</span>
    </span>
  )
}
