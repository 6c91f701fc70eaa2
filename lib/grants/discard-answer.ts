import type { OAuthClient } from '@/lib/ctrader/oauth-client'
import type { GrantKeeper } from './access-token'
import { type KeptAnswer, nameOfExchange } from './kept-answers'

type Keeper = Pick<GrantKeeper, 'db' | 'answers' | 'oauthClients'>

/**
 * Lets go of the answer to an authorization code whose trip is over. Where nobody took it over its
 * refresh token is spent first, so that no copy of the pair is worth anything; if cTrader cannot be
 * reached the only copy goes all the same. A trip that is still under way keeps its answer.
 */
export async function discardAnswer(keeper: Keeper, authorizationId: string): Promise<void> {
  const { db, answers } = keeper
  const trip = await db.pendingAuthorization.findUnique({
    where: { id: authorizationId },
    include: { connection: true },
  })
  if (trip && trip.outcome === null) return
  const name = nameOfExchange(authorizationId)
  const wasTakenOver = trip && trip.outcome !== 'failed'
  const kept = wasTakenOver ? null : await answers.find(name)
  if (kept) await (await issuerOf(keeper, kept, trip))?.refresh(kept.refreshToken)
  await answers.forget(name)
}

/** A token is shown to the environment that issued it and to no other; null when that is not known. */
async function issuerOf(
  { db, oauthClients }: Keeper,
  { connectionId }: KeptAnswer,
  trip: { connection: { platform: string } } | null,
): Promise<OAuthClient | undefined> {
  const connection =
    trip?.connection ?? (await db.connection.findUnique({ where: { id: connectionId } }))
  if (connection) return oauthClients.get(connection.platform)
  return oauthClients.size === 1 ? [...oauthClients.values()][0] : undefined
}
