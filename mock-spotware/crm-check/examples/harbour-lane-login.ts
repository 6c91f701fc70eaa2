const LOGIN_PATH = '/auth/login'

export interface HarbourLaneLogin {
  /** The client area, without a slash at the end. */
  crmUrl: string
  email: string
  password: string
  keepLoggedIn: boolean
}

/**
 * Logs in at Harbour Lane as a browser would and returns the one-time token that the redirect to
 * the success URL carries.
 */
export async function logInAtHarbourLane(login: HarbourLaneLogin): Promise<string> {
  const loginUrl = new URL(login.crmUrl + LOGIN_PATH)
  const page = await fetch(loginUrl)
  const cookies = page.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0])
  const fields = new URLSearchParams(hiddenFields(await page.text()))
  fields.set('email', login.email)
  fields.set('password', login.password)
  if (login.keepLoggedIn) fields.set('keepLoggedIn', 'true')
  const answer = await fetch(loginUrl, {
    method: 'POST',
    headers: { cookie: cookies.join('; ') },
    body: fields,
    redirect: 'manual',
  })
  const location = answer.headers.get('location')
  const token = location && new URL(location, loginUrl).searchParams.get('token')
  if (!token) throw new Error(`the login was refused with status ${answer.status}`)
  return token
}

function hiddenFields(page: string): [string, string][] {
  const inputs = [...page.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)].map(([input]) => input)
  return inputs.map((input) => [attribute(input, 'name'), attribute(input, 'value')])
}

function attribute(input: string, name: string): string {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(input)?.[1] ?? ''
}
