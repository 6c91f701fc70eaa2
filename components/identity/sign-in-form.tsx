'use client'

import { useSearchParams } from 'next/navigation'
import { TextLink } from '@/components/ui/text-link'
import { EmailField, PasswordField } from './credential-fields'
import { CredentialForm } from './credential-form'
import { signIn } from './sign-in'

export function SignInForm() {
  const from = useSearchParams().get('from')

  return (
    <>
      <h1 className="text-title font-semibold tracking-tight">Sign in</h1>
      <p className="mt-1 text-ink-soft">Your journal is where you left it.</p>
      <CredentialForm button="Sign in" busyWords="Signing in…" send={signIn}>
        <EmailField />
        <PasswordField autoComplete="current-password" />
      </CredentialForm>
      <p className="mt-6 text-ink-soft">
        New here?{' '}
        <TextLink href={from ? `/register?from=${encodeURIComponent(from)}` : '/register'}>
          Register
        </TextLink>
      </p>
    </>
  )
}
