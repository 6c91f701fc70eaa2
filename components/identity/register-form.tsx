'use client'

import { useSearchParams } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { ApiError, requestJson } from '@/components/api/request'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { TextLink } from '@/components/ui/text-link'
import { useMounted } from '@/components/ui/use-mounted'
import { EmailField, PasswordField } from './credential-fields'
import { readCredentials } from './read-credentials'
import { safeReturnPath } from './return-path'
import { signIn } from './sign-in'

export function RegisterForm() {
  const from = useSearchParams().get('from')
  const mounted = useMounted()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const credentials = readCredentials(event.currentTarget)
    setBusy(true)
    setProblem(null)
    const said = await register(credentials)
    if (said === null) return window.location.assign(safeReturnPath(from))
    setProblem(said)
    setBusy(false)
  }

  return (
    <>
      <h1 className="text-title font-semibold tracking-tight">Start your journal</h1>
      <p className="mt-1 text-ink-soft">
        Closed trades, kept so that they add up to the broker’s balance.
      </p>
      <form method="post" onSubmit={submit} className="mt-6 flex flex-col gap-4">
        {problem ? (
          <Notice tone="bad" role="alert">
            {problem}
          </Notice>
        ) : null}
        <EmailField />
        <PasswordField
          autoComplete="new-password"
          minLength={10}
          hint="At least 10 characters. This one is for Tallybook only, never your broker’s."
        />
        <Button
          type="submit"
          look="primary"
          size="large"
          disabled={!mounted}
          busy={busy && 'Creating…'}
        >
          Create account
        </Button>
      </form>
      <p className="mt-6 text-ink-soft">
        Here before?{' '}
        <TextLink href={from ? `/sign-in?from=${encodeURIComponent(from)}` : '/sign-in'}>
          Sign in
        </TextLink>
      </p>
    </>
  )
}

/** Creates the account and signs in to it; answers with what went wrong, or null. */
async function register(credentials: { email: string; password: string }): Promise<string | null> {
  try {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
    await requestJson('/api/register', { method: 'POST', body: { ...credentials, timeZone } })
  } catch (error) {
    return error instanceof ApiError
      ? error.message
      : 'Creating the account did not work just now. Nothing was kept; try again in a moment.'
  }
  return signIn(credentials.email, credentials.password)
}
