/**
 * Walks cTrader ID's pages as a browser would, without one: signs in, answers the consent page and
 * gives back the query that the redirect carries.
 */
export async function consent(
  authorizationUrl: string,
  persona: string,
  answer: 'allow' | 'deny' = 'allow',
  accounts?: number[],
): Promise<{ code?: string; state?: string; error?: string }> {
  const cookie = await signIn(authorizationUrl, persona)
  const page = await fetch(authorizationUrl, { headers: { cookie } })
  const text = await page.text()
  const offered = [...text.matchAll(/name="account" value="(\d+)"/g)]
  const csrf = /name="csrf" value="([\w-]+)"/.exec(text)?.[1] ?? ''
  const form = new URLSearchParams({ step: answer, csrf })
  for (const [, id = ''] of offered)
    if (!accounts || accounts.includes(Number(id))) form.append('account', id)
  const response = await post(authorizationUrl, form, cookie)
  const location = response.headers.get('location')
  if (!location) throw new Error(`The consent page answered ${response.status}`)
  return Object.fromEntries(new URL(location).searchParams)
}

async function signIn(authorizationUrl: string, persona: string): Promise<string> {
  const form = new URLSearchParams({ step: 'signIn', ctid: persona, password: 'demo' })
  const response = await post(authorizationUrl, form)
  return response.headers.getSetCookie().join('; ')
}

function post(url: string, form: URLSearchParams, cookie = ''): Promise<Response> {
  return fetch(url, { method: 'POST', body: form, headers: { cookie }, redirect: 'manual' })
}
