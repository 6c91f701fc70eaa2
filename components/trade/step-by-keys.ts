'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { isMeantForSomethingElse } from '@/components/ui/plain-key'

const BACK = new Set(['k', 'ArrowLeft'])
const ON = new Set(['j', 'ArrowRight'])

/** j and k, or the arrows, lead through the list; not while something is typed or chosen. */
export function useStepByKeys(to: { previous: string | null; next: string | null }): void {
  const router = useRouter()
  const { previous, next } = to
  useEffect(() => {
    const step = (event: KeyboardEvent) => {
      if (isMeantForSomethingElse(event)) return
      const where = event.target instanceof Element ? event.target : null
      // A focused table is scrolled by the arrows.
      if (event.key.startsWith('Arrow') && where?.closest('[tabindex="0"]')) return
      const target = BACK.has(event.key) ? previous : ON.has(event.key) ? next : null
      if (!target) return
      event.preventDefault()
      router.replace(target)
    }
    window.addEventListener('keydown', step)
    return () => window.removeEventListener('keydown', step)
  }, [router, previous, next])
}
