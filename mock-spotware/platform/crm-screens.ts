import type { BrokerDeployment } from '@/mock-spotware/broker-deployment'

/** What every screen of the broker may be told about how to look. */
export interface Display {
  theme?: 'light' | 'dark'
}

export function readTheme(value: string | null): Display['theme'] {
  return value === 'light' || value === 'dark' ? value : undefined
}

/** The broker's sign-in, or its sign-up for a first login. */
export function loginScreen(
  deployment: BrokerDeployment,
  options: Display & { firstLogin: boolean; partnerId?: string },
): string {
  const { firstLogin, partnerId, theme } = options
  return screen(deployment, '/auth/login', {
    firstLogin: String(firstLogin),
    partnerId,
    theme,
  })
}

export const inAppActions = ['deposit', 'withdrawal', 'kyc', 'newAccount'] as const
export type InAppAction = (typeof inAppActions)[number]

export function needsAccount(action: InAppAction): boolean {
  return action === 'deposit' || action === 'withdrawal'
}

/** Where an action is carried out; the one-time token opens it. */
export function inAppScreen(
  deployment: BrokerDeployment,
  action: InAppAction,
  options: Display & { token: string; login?: number },
): string {
  const { token, login, theme } = options
  const path = action === 'newAccount' ? '/account/create' : `/inapp/${action}`
  return screen(deployment, path, { token, account: login?.toString(), theme })
}

function screen(
  { crmUrl }: BrokerDeployment,
  path: string,
  parameters: Record<string, string | undefined>,
): string {
  const url = new URL(`${crmUrl()}${path}`)
  const all = { ...parameters, lang: 'en', source: 'Web' }
  for (const [name, value] of Object.entries(all)) {
    if (value !== undefined) url.searchParams.set(name, value)
  }
  return url.href
}
