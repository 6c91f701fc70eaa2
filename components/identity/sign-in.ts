import type { Credentials } from './read-credentials'

const MESSAGES: Record<string, string> = {
  CredentialsSignin: 'That email and password do not match.',
  TooManyAttempts: 'Too many attempts. Try again in a few minutes.',
}

/** Signs in; answers with what to tell the person when it did not work, or null. */
export async function signIn({ email, password }: Credentials): Promise<string | null> {
  // next-auth keeps the address in a cookie unless told another one; it may hold a link's secret.
  const asked = { email, password, redirect: false, callbackUrl: '/' } as const
  const result = await import('next-auth/react')
    .then((nextAuth) => nextAuth.signIn('credentials', asked))
    .catch(() => undefined)
  if (result?.ok && !result.error) return null
  return (
    MESSAGES[result?.error ?? ''] ??
    'Signing in did not work just now. This is on our side; try again in a moment.'
  )
}
