'use client'

import { useSearchParams } from 'next/navigation'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useMounted } from '@/components/ui/use-mounted'
import { type Credentials, readCredentials } from './read-credentials'
import { safeReturnPath } from './return-path'

/** Fields for an e-mail address and a password; leads back to where the visitor came from. */
export function CredentialForm(props: {
  button: string
  busyWords: string
  /** Answers with what went wrong, or null. */
  send: (credentials: Credentials) => Promise<string | null>
  children: ReactNode
}) {
  const from = useSearchParams().get('from')
  const mounted = useMounted()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const credentials = readCredentials(event.currentTarget)
    setBusy(true)
    setProblem(null)
    const said = await props.send(credentials)
    if (said === null) return window.location.assign(safeReturnPath(from))
    setProblem(said)
    setBusy(false)
  }

  return (
    <form method="post" onSubmit={submit} className="mt-6 flex flex-col gap-4">
      {problem ? (
        <Notice tone="bad" role="alert">
          {problem}
        </Notice>
      ) : null}
      {props.children}
      <Button
        type="submit"
        look="primary"
        size="large"
        disabled={!mounted}
        busy={busy && props.busyWords}
      >
        {props.button}
      </Button>
    </form>
  )
}
