import type { AccountProfile } from '@/mock-spotware/accounts/records'

/** Demo 5501, by the login its owner knows. */
export function shortName({ isLive, login }: AccountProfile): string {
  return `${isLive ? 'Live' : 'Demo'} ${login}`
}
