'use client'

import { Activity, LifeBuoy } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useIsOperator, useIsStaff } from '@/components/identity/session'
import { PaletteButton } from '@/components/palette/palette-button'
import { cn } from '@/components/ui/class-names'
import { Tooltip } from '@/components/ui/tooltip'
import { DESTINATIONS, type Destination, isAt, SETTINGS } from './destinations'
import { Logo } from './logo'
import { PersonMenu } from './person-menu'

/** Left rail: icons on small desktops, words beside them from 1280 px. */
export function Rail() {
  const isOperator = useIsOperator()
  const isStaff = useIsStaff()
  return (
    <header className="fixed inset-y-0 print:hidden left-0 z-30 hidden w-14 flex-col border-r border-rule bg-paper px-2 py-3 md:flex xl:w-[220px] xl:px-3">
      <Link
        href="/dashboard"
        className="mb-5 flex h-9 items-center gap-2.5 rounded-md px-2 text-base font-semibold tracking-tight"
      >
        <Logo className="size-6 shrink-0 text-accent-text" />
        <span className="sr-only xl:not-sr-only">Tallybook</span>
      </Link>
      <PaletteButton className="mb-4" />
      <nav aria-label="Main" className="flex flex-1 flex-col">
        <ul className="flex flex-col gap-0.5">
          {DESTINATIONS.map((destination) => (
            <li key={destination.to}>
              <RailLink {...destination} />
            </li>
          ))}
        </ul>
        <ul className="mt-auto flex flex-col gap-0.5">
          {isStaff ? (
            <li>
              <RailLink to="/support" label="Support" icon={LifeBuoy} />
            </li>
          ) : null}
          {isOperator ? (
            <li>
              <RailLink to="/operator" label="Operator" icon={Activity} />
            </li>
          ) : null}
          <li>
            <RailLink {...SETTINGS} />
          </li>
        </ul>
      </nav>
      <div className="mt-2 border-t border-rule pt-2">
        <PersonMenu />
      </div>
    </header>
  )
}

function RailLink({ to, label, icon: Icon }: Omit<Destination, 'key'>) {
  const here = isAt(usePathname(), to)
  return (
    <Tooltip text={label} className="xl:hidden">
      <Link
        href={to}
        aria-current={here ? 'page' : undefined}
        className={cn(
          'flex h-9 items-center gap-3 rounded-md px-2.5 text-ink-soft transition-colors duration-100 hover:bg-hover hover:text-ink touch:h-11',
          here &&
            'bg-accent-soft font-medium text-accent-text hover:bg-accent-soft hover:text-accent-text',
        )}
      >
        <Icon aria-hidden className="size-[18px] shrink-0" />
        <span className="sr-only xl:not-sr-only">{label}</span>
      </Link>
    </Tooltip>
  )
}
