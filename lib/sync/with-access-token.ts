import { ProviderFailure } from '@/lib/ctrader/failure'
import { accessTokenFor } from '@/lib/grants/access-token'
import type { SyncContext } from './context'

const TOKEN_REFUSED = new Set(['OA_AUTH_TOKEN_EXPIRED', 'CH_ACCESS_TOKEN_INVALID'])

/**
 * Does something with a working access token. When cTrader refuses the token it is renewed once and
 * the thing done again: only a refused *renewal* means that the grant is over.
 */
export async function withAccessToken<Result>(
  context: SyncContext,
  connectionId: string,
  act: (accessToken: string) => Promise<Result>,
): Promise<Result> {
  const { accessToken, generation } = await accessTokenFor(context, connectionId)
  try {
    return await act(accessToken)
  } catch (error) {
    if (!isTokenRefusal(error)) throw error
  }
  const renewed = await accessTokenFor(context, connectionId, generation)
  try {
    return await act(renewed.accessToken)
  } catch (error) {
    if (isTokenRefusal(error)) throw new ProviderFailure(error.providerCode, 'retry-later')
    throw error
  }
}

function isTokenRefusal(error: unknown): error is ProviderFailure {
  return error instanceof ProviderFailure && TOKEN_REFUSED.has(error.providerCode)
}
