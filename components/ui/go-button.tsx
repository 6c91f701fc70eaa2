'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { Button, type ButtonProps } from './button'

/** A button whose result is another page. The product's guide calls these buttons, so they are. */
export function GoButton({ to, ...rest }: ButtonProps & { to: string }) {
  const router = useRouter()
  useEffect(() => router.prefetch(to), [router, to])
  return <Button {...rest} onClick={() => router.push(to)} />
}
