import { wish } from '@/lib/agenda/wish'
import { type GrantKeeper, saveAnswer } from './access-token'
import { discardAnswer } from './discard-answer'
import { authorizationOf } from './kept-answers'
import { renewalDueAt } from './renewal-time'

/**
 * Brings answers that a process which was killed left on the disk into the database. A connection
 * that was declared over meanwhile, because its old token was refused, works again.
 * An answer to an authorization code waits for the step that exchanges codes; it goes when its trip
 * was thrown away meanwhile.
 *
 * @returns how many pairs were saved
 */
export async function settleKeptAnswers(
  keeper: Pick<GrantKeeper, 'db' | 'ring' | 'clock' | 'answers' | 'oauthClients'>,
): Promise<number> {
  let saved = 0
  for (const answer of await keeper.answers.all()) {
    const { connectionId, spentGeneration, accessTokenExpiresAt } = answer
    if (spentGeneration === null) {
      await discardAnswer(keeper, authorizationOf(answer))
      continue
    }
    if (!(await saveAnswer(keeper, answer, spentGeneration))) continue
    saved += 1
    const now = keeper.clock.now()
    await keeper.db.connection.update({
      where: { id: connectionId },
      data: { refusedAt: null, refusalCode: null },
    })
    await wish(keeper.db, 'connection.check', connectionId, now)
    const dueAt = renewalDueAt({ renewedAt: now, accessTokenExpiresAt }, Math.random())
    await wish(keeper.db, 'connection.renew', connectionId, dueAt)
  }
  return saved
}
