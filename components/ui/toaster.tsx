'use client'

import { useTheme } from 'next-themes'
import { Toaster as Sonner } from 'sonner'

/** Short news. Never the only copy of an error. */
export function Toaster() {
  const { resolvedTheme } = useTheme()
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
