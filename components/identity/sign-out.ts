'use client'

import { signOut as nextAuthSignOut } from 'next-auth/react'
import { useState } from 'react'

/** Ends the session and leaves by a full page load, so nothing of it stays in memory. */
export function useSignOut() {
  const [leaving, setLeaving] = useState(false)
  const signOut = () => {
    setLeaving(true)
    void nextAuthSignOut({ redirect: false })
      .catch(() => undefined)
      .then(() => window.location.assign('/sign-in'))
  }
  return { signOut, leaving }
}
