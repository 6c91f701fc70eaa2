'use client'

import { Activity, Ellipsis, LifeBuoy, Search } from 'lucide-react'
import Link from 'next/link'
import { usePathname, useRouter } from 'next/navigation'
import { useIsOperator, useIsStaff, useSession } from '@/components/identity/session'
import { openPalette } from '@/components/palette/open-palette'
import { cn } from '@/components/ui/class-names'
import { Menu, MenuContent, MenuItem, MenuRule, MenuTrigger } from '@/components/ui/menu'
import { DESTINATIONS, isAt, NEAREST, SETTINGS } from './destinations'
import { PersonMenuItems } from './person-menu'

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
          <MoreMenu />
        </li>
      </ul>
    </nav>
  )
}

function MoreMenu() {
  const router = useRouter()
  const email = useSession().data?.user.email ?? ''
  const isOperator = useIsOperator()
  const isStaff = useIsStaff()
  return (
    <Menu>
      <MenuTrigger className={ITEM}>
        <Ellipsis aria-hidden className="size-5" />
        More
      </MenuTrigger>
      <MenuContent side="top" align="end">
        {[...DESTINATIONS, SETTINGS]
          .filter((each) => !NEAREST.includes(each))
          .map(({ to, label, icon: Icon }) => (
            <MenuItem key={to} onSelect={() => router.push(to)}>
              <Icon aria-hidden />
              {label}
            </MenuItem>
          ))}
        <MenuItem onSelect={openPalette}>
          <Search aria-hidden />
          Go to…
        </MenuItem>
        {isStaff ? (
          <MenuItem onSelect={() => router.push('/support')}>
            <LifeBuoy aria-hidden />
            Support
          </MenuItem>
        ) : null}
        {isOperator ? (
          <MenuItem onSelect={() => router.push('/operator')}>
            <Activity aria-hidden />
            Operator
          </MenuItem>
        ) : null}
        <MenuRule />
        <PersonMenuItems email={email} />
      </MenuContent>
    </Menu>
  )
}
