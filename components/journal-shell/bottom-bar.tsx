'use client'

import { Ellipsis } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { lazy } from 'react'
import { cn } from '@/components/ui/class-names'
import { MenuButton } from '@/components/ui/menu-button'
import { isAt, NEAREST } from './destinations'

const MoreMenuOpened = lazy(() => import('./more-menu-opened'))

const ITEM =
  'flex h-14 w-full flex-col items-center justify-center gap-1 text-[11px] font-medium text-ink-soft'

/** On phones the rail lies at the bottom, within reach of a thumb. */
export function BottomBar() {
  const pathname = usePathname()
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 border-t border-rule bg-surface pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      <ul className="grid grid-cols-5">
        {NEAREST.map(({ to, label, icon: Icon }) => (
          <li key={to}>
            <Link
              href={to}
              aria-current={isAt(pathname, to) ? 'page' : undefined}
              className={cn(ITEM, isAt(pathname, to) && 'text-accent-text')}
            >
              <Icon aria-hidden className="size-5" />
              {label}
            </Link>
          </li>
        ))}
        <li>
          <MenuButton opens={MoreMenuOpened} className={ITEM}>
            <Ellipsis aria-hidden className="size-5" />
            More
          </MenuButton>
        </li>
      </ul>
    </nav>
  )
}
