import { freePort } from '@/lib/db/embedded/free-port'
import { composeSettings } from '@/scripts/start/compose-settings'
import { generateSecrets } from '@/scripts/start/development-secrets'
import { runChild } from '@/scripts/start/run-child'
import { waitForAnswer } from '@/scripts/start/wait-for-answer'
import { NEXT_COMMAND } from '@/scripts/start/web-build'
import { buildPages } from '@/scripts/test/build-pages'

export type Web = { baseUrl: string; stop: () => Promise<void> }

/** The built pages, served as `npm start` serves them. */
export async function startWeb(databaseUrl: string): Promise<Web> {
  await buildPages()
  const { PATH, HOME } = process.env
  const settings = composeSettings({
    env: { PATH, HOME, PORT: `${await freePort()}`, LOG_LEVEL: 'error' },
    secrets: generateSecrets(),
    databaseUrl,
    mode: 'production',
  })
  const web = runChild({
    entry: NEXT_COMMAND,
    args: ['start', '-p', settings.web.PORT ?? '', '-H', 'localhost'],
    env: settings.web,
    onLine: (line) => {
      if (/error/i.test(line)) console.error(`  [web] ${line}`)
    },
  })
  try {
    await waitForAnswer(`${settings.appUrl}/`, web, 'web server')
  } catch (error) {
    await web.stop()
    throw error
  }
  return { baseUrl: settings.appUrl, stop: web.stop }
}

/** Signs in over HTTP as the form does. @returns the cookies of the session, as a header has them */
export async function signInTo(
  { baseUrl }: Web,
  { email, password }: { email: string; password: string },
): Promise<string> {
  const first = await fetch(`${baseUrl}/api/auth/csrf`)
  const { csrfToken } = (await first.json()) as { csrfToken: string }
  const answer = await fetch(`${baseUrl}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookiesOf(first), origin: baseUrl },
    body: new URLSearchParams({ csrfToken, email, password, callbackUrl: '/', json: 'true' }),
  })
  const cookies = cookiesOf(answer)
  if (!cookies.includes('session-token')) throw new Error('Signing in did not work')
  return cookies
}

function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
