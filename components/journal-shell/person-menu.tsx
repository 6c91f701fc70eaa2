'use client'

import { lazy } from 'react'
import { useSession } from '@/components/identity/session'
import { MenuButton } from '@/components/ui/menu-button'

const PersonMenuOpened = lazy(() => import('./person-menu-opened'))

/** Who is signed in, the theme, and the way out. */
export function PersonMenu() {
  const email = useSession().data?.user.email ?? ''
  return (
    <MenuButton
      opens={PersonMenuOpened}
      aria-label={`Signed in as ${email}`}
      className="flex h-10 w-full items-center gap-2.5 rounded-md px-1.5 text-left hover:bg-hover data-[state=open]:bg-hover"
    >
      <span
        aria-hidden
        className="flex size-7 shrink-0 items-center justify-center rounded-full bg-accent-soft text-xs font-semibold text-accent-text uppercase"
      >
        {email.slice(0, 1)}
      </span>
      <span aria-hidden className="hidden min-w-0 truncate text-table text-ink-soft xl:block">
        {email}
      </span>
    </MenuButton>
  )
}
