'use client'

import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import { requestJson } from '@/components/api/request'

type AuthorizationView = { authorizationUrl: string; connectionId: string }

/** The connection to repair: by its id, or by a link that support sent. */
export type ToRepair = { connectionId: string } | { reconnectLink: string }

/** Opens the consent page of an environment, for a new connection or to repair the one given. */
export function useStartAuthorization(wanted: { platform: string } | ToRepair) {
  const mutation = useMutation({
    mutationFn: () =>
      requestJson<AuthorizationView>('/api/connections/authorizations', {
        method: 'POST',
        body: wanted,
      }),
    onSuccess: ({ authorizationUrl }) => window.location.assign(authorizationUrl),
  })
  const { reset } = mutation
  useEffect(() => {
    // Somebody who comes back by the browser's Back finds the button ready again.
    const comeBack = (event: PageTransitionEvent) => event.persisted && reset()
    window.addEventListener('pageshow', comeBack)
    return () => window.removeEventListener('pageshow', comeBack)
  }, [reset])
  const leaving = mutation.isPending || mutation.isSuccess
  return { start: () => mutation.mutate(), leaving, error: mutation.error }
}
