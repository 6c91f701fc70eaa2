'use client'

import { LogOut, Monitor, Moon, Sun } from 'lucide-react'
import { useTheme } from 'next-themes'
import { useSession } from '@/components/identity/session'
import { useSignOut } from '@/components/identity/sign-out'
import { Menu, MenuContent, MenuItem, MenuLabel, MenuRule, MenuTrigger } from '@/components/ui/menu'

/** Who is signed in, the theme, and the way out. */
export function PersonMenu() {
  const email = useSession().data?.user.email ?? ''
  return (
    <Menu>
      <MenuTrigger
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
      </MenuTrigger>
      <MenuContent side="top" align="start">
        <PersonMenuItems email={email} />
      </MenuContent>
    </Menu>
  )
}

const THEMES = [
  { value: 'light', label: 'Light theme', icon: Sun },
  { value: 'dark', label: 'Dark theme', icon: Moon },
  { value: 'system', label: 'Theme of the system', icon: Monitor },
] as const

export function PersonMenuItems({ email }: { email: string }) {
  const { theme, setTheme } = useTheme()
  const { signOut } = useSignOut()
  return (
    <>
      <MenuLabel>{email}</MenuLabel>
      {THEMES.filter(({ value }) => value !== theme).map(({ value, label, icon: Icon }) => (
        <MenuItem key={value} onSelect={() => setTheme(value)}>
          <Icon aria-hidden />
          {label}
        </MenuItem>
      ))}
      <MenuRule />
      <MenuItem onSelect={signOut}>
        <LogOut aria-hidden />
        Sign out
      </MenuItem>
    </>
  )
}
