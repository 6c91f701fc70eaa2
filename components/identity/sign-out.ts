'use client'

import { useState } from 'react'

/** Ends the session and leaves by a full page load, so nothing of it stays in memory. */
export function useSignOut() {
  const [leaving, setLeaving] = useState(false)
  const signOut = () => {
    setLeaving(true)
    // Fetched only by those who leave.
    void import('next-auth/react')
      .then((nextAuth) => nextAuth.signOut({ redirect: false }))
      .catch(() => undefined)
      .then(() => window.location.assign('/sign-in'))
  }
  return { signOut, leaving }
}
