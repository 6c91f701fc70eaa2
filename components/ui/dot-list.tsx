import { Children, type ReactNode } from 'react'

/** Short facts in a line, parted by dots. Leaves out what is null. */
export function DotList({ children }: { children: ReactNode }) {
  return (
    <p className="flex flex-wrap gap-x-1">
      {Children.toArray(children).map((fact, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the facts have no identity of their own
        <span key={index}>
          {index > 0 ? <span aria-hidden>· </span> : null}
          {fact}
        </span>
      ))}
    </p>
  )
}
