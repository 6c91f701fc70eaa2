/** Four strokes and the one that closes them: a tally. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
    >
      <path d="M5.5 5v14M9.8 5v14M14.2 5v14M18.5 5v14M3 16.5 21 7.5" />
    </svg>
  )
}
