'use client'

import { LogOut, Monitor, Moon, Sun } from 'lucide-react'
import { useTheme } from 'next-themes'
import { useSession } from '@/components/identity/session'
import { useSignOut } from '@/components/identity/sign-out'
import { MenuItem, MenuLabel, MenuRule } from '@/components/ui/menu'

const THEMES = [
  { value: 'light', label: 'Light theme', icon: Sun },
  { value: 'dark', label: 'Dark theme', icon: Moon },
  { value: 'system', label: 'Theme of the system', icon: Monitor },
] as const

export function PersonMenuItems() {
  const email = useSession().data?.user.email ?? ''
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
