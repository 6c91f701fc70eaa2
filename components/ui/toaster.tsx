'use client'

import dynamic from 'next/dynamic'
import { useTheme } from 'next-themes'
import { useEffect, useState } from 'react'

/** Nothing is said while a page comes up, so what says it is fetched when the page stands. */
const Sonner = dynamic(() => import('sonner').then(({ Toaster }) => Toaster), { ssr: false })

/** Short news. Never the only copy of an error. */
export function Toaster() {
  const { resolvedTheme } = useTheme()
  const [ready, setReady] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setReady(true), AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  if (!ready) return null
  return (
    <Sonner
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="bottom-right"
      mobileOffset={{ bottom: 76 }}
      toastOptions={{
        className: '!border-rule !bg-surface !text-ink !shadow-raised !font-sans',
      }}
    />
  )
}

const AFTER_MS = 2_000
