'use client'

import { useSearchParams } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { TextLink } from '@/components/ui/text-link'
import { useMounted } from '@/components/ui/use-mounted'
import { EmailField, PasswordField } from './credential-fields'
import { readCredentials } from './read-credentials'
import { safeReturnPath } from './return-path'
import { signIn } from './sign-in'

export function SignInForm() {
  const from = useSearchParams().get('from')
  const mounted = useMounted()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const { email, password } = readCredentials(event.currentTarget)
    setBusy(true)
    setProblem(null)
    const said = await signIn(email, password)
    if (said === null) return window.location.assign(safeReturnPath(from))
    setProblem(said)
    setBusy(false)
  }

  return (
    <>
      <h1 className="text-title font-semibold tracking-tight">Sign in</h1>
      <p className="mt-1 text-ink-soft">Your journal is where you left it.</p>
      <form method="post" onSubmit={submit} className="mt-6 flex flex-col gap-4">
        {problem ? (
          <Notice tone="bad" role="alert">
            {problem}
          </Notice>
        ) : null}
        <EmailField />
        <PasswordField autoComplete="current-password" />
        <Button
          type="submit"
          look="primary"
          size="large"
          disabled={!mounted}
          busy={busy && 'Signing in…'}
        >
          Sign in
        </Button>
      </form>
      <p className="mt-6 text-ink-soft">
        New here?{' '}
        <TextLink href={from ? `/register?from=${encodeURIComponent(from)}` : '/register'}>
          Register
        </TextLink>
      </p>
    </>
  )
}
