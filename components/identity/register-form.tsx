'use client'

import { useSearchParams } from 'next/navigation'
import { ApiError, requestJson } from '@/components/api/request'
import { TextLink } from '@/components/ui/text-link'
import { EmailField, PasswordField } from './credential-fields'
import { CredentialForm } from './credential-form'
import type { Credentials } from './read-credentials'
import { signIn } from './sign-in'

export function RegisterForm() {
  const from = useSearchParams().get('from')

  return (
    <>
      <h1 className="text-title font-semibold tracking-tight">Start your journal</h1>
      <p className="mt-1 text-ink-soft">
        Closed trades, kept so that they add up to the broker’s balance.
      </p>
      <CredentialForm button="Create account" busyWords="Creating…" send={register}>
        <EmailField />
        <PasswordField
          autoComplete="new-password"
          minLength={10}
          hint="At least 10 characters. This one is for Tallybook only, never your broker’s."
        />
      </CredentialForm>
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
async function register(credentials: Credentials): Promise<string | null> {
  try {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
    await requestJson('/api/register', { method: 'POST', body: { ...credentials, timeZone } })
  } catch (error) {
    return error instanceof ApiError
      ? error.message
      : 'Creating the account did not work just now. Nothing was kept; try again in a moment.'
  }
  return signIn(credentials)
}
