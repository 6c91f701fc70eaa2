'use client'

import {
  type ButtonHTMLAttributes,
  type ComponentType,
  type ReactElement,
  Suspense,
  useState,
} from 'react'

/** What a button opens: it takes the button over, open, and gives it back its focus in the end. */
export type Opened = ComponentType<{ trigger: ReactElement }>

/**
 * A button whose menu or panel is fetched when it is first wanted: most pages are looked at without it.
 * @param opens a lazy component
 */
export function MenuButton({
  opens: Opens,
  kind = 'menu',
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { opens: Opened; kind?: 'menu' | 'dialog' }) {
  const [wanted, setWanted] = useState(false)
  const plain = (
    <button
      type="button"
      {...rest}
      aria-haspopup={kind}
      aria-expanded={wanted}
      onClick={() => setWanted(true)}
      onKeyDown={({ key }) => {
        if (kind === 'menu' && key === 'ArrowDown') setWanted(true)
      }}
    />
  )
  if (!wanted) return plain
  return (
    <Suspense fallback={plain}>
      <Opens trigger={<button type="button" {...rest} />} />
    </Suspense>
  )
}
