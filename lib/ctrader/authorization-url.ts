/** Where the trader's browser is sent. The scope is `accounts`, view only, never `trading`. */
export function authorizationUrl(input: {
  authUrl: string
  clientId: string
  redirectUri: string
  state: string
}): string {
  const url = new URL(input.authUrl)
  url.searchParams.set('client_id', input.clientId)
  url.searchParams.set('redirect_uri', input.redirectUri)
  url.searchParams.set('scope', 'accounts')
  url.searchParams.set('product', 'web')
  url.searchParams.set('state', input.state)
  return url.href
}

/** The one redirect URI that has to be registered with the application. */
export function redirectUri(appUrl: string): string {
  return `${appUrl}/api/connections/callback`
}
