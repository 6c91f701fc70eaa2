import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { disconnect } from '@/lib/connections/disconnect'
import { KeptAnswers, nameOfExchange, nameOfRefresh } from '@/lib/grants/kept-answers'
import { readGrant } from '@/lib/grants/vault'
import { type JournalStack, startJournalStack, waitFor } from './testing/journal-stack'

const ANA_SWAP_FREE = 41_000_103

let stack: JournalStack

beforeAll(async () => {
  stack = await startJournalStack()
  await stack.startWorker()
})
afterAll(() => stack.stop())

function keptAnswers(): KeptAnswers {
  return new KeptAnswers(stack.env.GRANT_ANSWERS_DIR, stack.env.TOKEN_KEYS)
}

/** A pair that cTrader has given out, without a browser. */
async function issuePair(persona: string) {
  const answer = await stack.control('POST', 'grants', { persona, scope: 'accounts' })
  return Pair.parse(answer)
}

const Pair = z.object({ accessToken: z.string(), refreshToken: z.string() })

function statusAtProvider(accessToken: string): string {
  return stack.mock.world.grants.findByAccessToken(accessToken, stack.mock.clientId).status
}

test('a disconnected link reads nothing more, its tokens are dead and gone, and Reconnect goes on where it stopped', async () => {
  const actor = await stack.makeActor()
  const connectionId = await stack.authorise(actor, 'ana')
  await stack.waitForState(actor, connectionId, 'choose-accounts')
  await stack.follow(actor, connectionId, [ANA_SWAP_FREE])
  await stack.waitForState(actor, connectionId, 'healthy')
  const grant = await readGrant(stack.db, stack.env.TOKEN_KEYS, connectionId)
  const trades = () => stack.db.trade.count({ where: { userId: actor.userId } })
  const before = await trades()
  const stranger = await stack.makeActor()
  const now = new Date()
  await expect(disconnect(stack.db, { actor: stranger, connectionId, now })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })

  await disconnect(stack.db, { actor, connectionId, now })
  await disconnect(stack.db, { actor, connectionId, now })
  await waitFor(
    'the grant to be gone',
    () => stack.db.grant.count({ where: { connectionId } }),
    (count) => count === 0,
  )
  await stack.waitForState(actor, connectionId, 'removed')
  expect(statusAtProvider(grant?.accessToken ?? '')).toBe('unknown')
  const events = await stack.db.connectionEvent.findMany({ where: { connectionId } })
  expect(events.map(({ kind }) => kind).slice(-2)).toEqual(['removed', 'forgotten'])
  expect(await stack.db.agendaItem.count({ where: { subjectId: connectionId } })).toBe(0)

  await stack.control('POST', 'trade', { accountId: ANA_SWAP_FREE, net: '77.70' })
  expect(await trades()).toBe(before)

  expect(await stack.authorise(actor, 'ana', { connectionId })).toBe(connectionId)
  await waitFor('the missed trade', trades, (count) => count === before + 1)
  await stack.waitForState(actor, connectionId, 'healthy')
}, 120_000)

test('the trades of an account go with it only when its number is typed, all of it or nothing', async () => {
  const actor = await stack.makeActor()
  const connectionId = await stack.authorise(actor, 'ana')
  await stack.waitForState(actor, connectionId, 'choose-accounts')
  await stack.follow(actor, connectionId, [ANA_SWAP_FREE])
  await waitFor(
    'a step to be written',
    () => stack.db.trade.count({ where: { userId: actor.userId } }),
    (count) => count > 0,
  )
  const { id: accountId } = await stack.db.tradingAccount.findFirstOrThrow({
    where: { connectionId, ctidTraderAccountId: ANA_SWAP_FREE },
  })
  const ending = { actor, connectionId, now: new Date() }
  const mistyped = [{ accountId, typed: '88121' }]
  await expect(disconnect(stack.db, { ...ending, deletions: mistyped })).rejects.toMatchObject({
    code: 'BAD_INPUT',
  })
  expect((await stack.show(actor, connectionId)).state).not.toBe('removed')

  await disconnect(stack.db, { ...ending, deletions: [{ accountId, typed: '88120' }] })
  const { accounts, state } = await stack.show(actor, connectionId)
  expect(state).toBe('removed')
  const deleted = accounts.filter(({ deletedAt }) => deletedAt !== null)
  expect(deleted.map(({ id }) => id)).toEqual([accountId])
  const running = { connectionId, outcome: 'RUNNING' as const }
  expect(await stack.db.run.count({ where: running })).toBe(0)
}, 120_000)

describe('what the disk holds', () => {
  test('of a disconnected link is dead and gone, although the database never saw it', async () => {
    const actor = await stack.makeActor()
    const connectionId = await stack.authorise(actor, 'ben')
    await stack.waitForState(actor, connectionId, 'choose-accounts')
    const grant = await readGrant(stack.db, stack.env.TOKEN_KEYS, connectionId)
    const generation = grant?.generation ?? 0
    const renewed = stack.mock.world.grants.refresh(grant?.refreshToken ?? '', stack.mock.clientId)
    if (!renewed) throw new Error('The mock did not renew')
    const { accessToken, refreshToken } = renewed
    await keptAnswers().keep({
      name: nameOfRefresh(connectionId, generation),
      connectionId,
      spentGeneration: generation,
      accessToken,
      refreshToken,
      accessTokenExpiresAt: new Date(Date.now() + 60_000),
    })
    expect(statusAtProvider(accessToken)).toBe('valid')

    await disconnect(stack.db, { actor, connectionId, now: new Date() })
    await waitFor(
      'nothing of the grant to be left',
      () => Promise.all([readdir(stack.env.GRANT_ANSWERS_DIR), grantsOf(connectionId)]),
      ([files, grants]) => files.length === 0 && grants === 0,
    )
    expect(statusAtProvider(accessToken)).toBe('unknown')
  }, 60_000)

  test('of a trip that was thrown away is spent and gone at the next start', async () => {
    const pair = await issuePair('ana')
    const name = nameOfExchange(randomUUID())
    await keptAnswers().keep({
      ...pair,
      name,
      connectionId: randomUUID(),
      spentGeneration: null,
      accessTokenExpiresAt: new Date(Date.now() + 60_000),
    })
    await stack.stopWorker(await stack.startWorker())
    expect(await keptAnswers().find(name)).toBeNull()
    expect(statusAtProvider(pair.accessToken)).toBe('unknown')
  }, 60_000)
})

function grantsOf(connectionId: string): Promise<number> {
  return stack.db.grant.count({ where: { connectionId } })
}
