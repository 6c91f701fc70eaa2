/** All relative to the client area's address. */
export const endpoints = {
  crmApiToken: { method: 'POST', path: '/oauth2/crmApiToken' },
  onetimeAuthorize: { method: 'POST', path: '/oauth2/onetime/authorize' },
  authorize: { method: 'POST', path: '/oauth2/authorize' },
  onetimeGenerate: { method: 'POST', path: '/oauth2/onetime/generate' },
  logout: { method: 'PUT', path: '/oauth2/logout' },
} as const

export type Endpoint = keyof typeof endpoints
