'use client'

import { LogOut } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { useSignOut } from './sign-out'

export function SignOutButton() {
  const { signOut, leaving } = useSignOut()
  return (
    <Button onClick={signOut} busy={leaving && 'Signing out…'}>
      <LogOut aria-hidden />
      Sign out
    </Button>
  )
}
