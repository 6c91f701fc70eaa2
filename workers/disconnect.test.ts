import { afterAll, beforeAll, expect, test } from 'vitest'
import { disconnect } from '@/lib/connections/disconnect'
import { readGrant } from '@/lib/grants/vault'
import { type JournalStack, startJournalStack, waitFor } from './testing/journal-stack'

const ANA_SWAP_FREE = 41_000_103

let stack: JournalStack

beforeAll(async () => {
  stack = await startJournalStack()
  await stack.startWorker()
})
afterAll(() => stack.stop())

test('a disconnected link reads nothing more, its tokens are dead and gone, and Reconnect goes on where it stopped', async () => {
  const actor = await stack.makeActor()
  const connectionId = await stack.authorise(actor, 'ana')
  await stack.waitForState(actor, connectionId, 'choose-accounts')
  await stack.follow(actor, connectionId, [ANA_SWAP_FREE])
  await stack.waitForState(actor, connectionId, 'healthy')
  const grant = await readGrant(stack.db, stack.env.TOKEN_KEYS, connectionId)
  const trades = () => stack.db.trade.count({ where: { userId: actor.userId } })
  const before = await trades()
  const stillAtProvider = (accessToken: string) =>
    stack.mock.world.grants.findByAccessToken(accessToken, stack.mock.clientId).status

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
  expect(stillAtProvider(grant?.accessToken ?? '')).toBe('unknown')
  const events = await stack.db.connectionEvent.findMany({ where: { connectionId } })
  expect(events.map(({ kind }) => kind).slice(-2)).toEqual(['removed', 'forgotten'])
  expect(await stack.db.agendaItem.count({ where: { subjectId: connectionId } })).toBe(0)

  await stack.control('POST', 'trade', { accountId: ANA_SWAP_FREE, net: '77.70' })
  expect(await trades()).toBe(before)

  expect(await stack.authorise(actor, 'ana', { connectionId })).toBe(connectionId)
  await waitFor('the missed trade', trades, (count) => count === before + 1)
  await stack.waitForState(actor, connectionId, 'healthy')
}, 120_000)
