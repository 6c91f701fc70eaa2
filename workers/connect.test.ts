import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { receiveCallback } from '@/lib/connections/receive-callback'
import { startAuthorization } from '@/lib/connections/start-authorization'
import { showTrade, TradeListing } from '@/lib/journal/show-trade'
import { keepTradeNote } from '@/lib/notes/keep-trade-note'
import { consent } from '@/workers/testing/consent'
import { type JournalStack, startJournalStack, waitFor } from '@/workers/testing/journal-stack'

const GUS = 41_000_701

let stack: JournalStack

beforeAll(async () => {
  stack = await startJournalStack()
  await stack.startWorker()
})
afterAll(() => stack.stop())
beforeEach(async () => {
  await stack.control('POST', 'application', { active: true })
})

async function grants(connectionId: string): Promise<number> {
  return stack.db.grant.count({ where: { connectionId } })
}

describe('coming back from cTrader', () => {
  test('with access: the accounts wait to be chosen and the code is gone', async () => {
    const actor = await stack.makeActor()
    const connectionId = await stack.authorise(actor, 'ana')
    const view = await stack.waitForState(actor, connectionId, 'choose-accounts')
    expect(view.accounts.map(({ environment }) => environment).sort()).toEqual([
      'demo',
      'demo',
      'live',
    ])
    expect(view.scope).toBe('accounts')
    const codes = await stack.db.pendingAuthorization.count({ where: { code: { not: null } } })
    expect(codes).toBe(0)
  })

  test('after Deny: nothing is linked', async () => {
    const actor = await stack.makeActor()
    const connectionId = await stack.authorise(actor, 'ana', { allow: false })
    await stack.waitForState(actor, connectionId, 'declined')
    expect(await grants(connectionId)).toBe(0)
  })

  test('with a grant that may trade: it is thrown away', async () => {
    const actor = await stack.makeActor()
    const connectionId = await stack.authorise(actor, 'gus')
    await stack.waitForState(actor, connectionId, 'trade-scope')
    expect(await grants(connectionId)).toBe(0)
    expect(await stack.db.tradingAccount.count({ where: { ctidTraderAccountId: GUS } })).toBe(0)
  })

  test('without trading accounts', async () => {
    const actor = await stack.makeActor()
    const connectionId = await stack.authorise(actor, 'cho')
    await stack.waitForState(actor, connectionId, 'no-accounts')
  })

  test('when our application is not active any more', async () => {
    const actor = await stack.makeActor()
    const { provider } = stack
    const trip = await startAuthorization(stack.db, { actor, provider, now: new Date() })
    const query = await consent(trip.authorizationUrl, 'ana')
    await stack.control('POST', 'application', { active: false })
    await receiveCallback(stack.db, { actor, cookie: trip.cookie, query, now: new Date() })
    await stack.waitForState(actor, trip.connectionId, 'not-approved')
  })

  test('with a code that is older than a minute', async () => {
    const actor = await stack.makeActor()
    const { provider } = stack
    const trip = await startAuthorization(stack.db, { actor, provider, now: new Date() })
    const query = await consent(trip.authorizationUrl, 'ana')
    const twoMinutesAgo = new Date(Date.now() - 120_000)
    await receiveCallback(stack.db, { actor, cookie: trip.cookie, query, now: twoMinutesAgo })
    await stack.waitForState(actor, trip.connectionId, 'code-expired')
    expect(await stack.db.pendingAuthorization.count({ where: { code: { not: null } } })).toBe(0)
  })

  test('with a state that is not ours, in another browser, or as another person', async () => {
    const actor = await stack.makeActor()
    const stranger = await stack.makeActor()
    const { provider } = stack
    const now = new Date()
    const trip = await startAuthorization(stack.db, { actor, provider, now })
    const query = { code: 'anything', state: 'not-ours' }
    expect(await receiveCallback(stack.db, { actor, cookie: null, query, now })).toBeNull()
    expect(await receiveCallback(stack.db, { actor, cookie: 'other', query, now })).toBeNull()
    expect(
      await receiveCallback(stack.db, { actor: stranger, cookie: trip.cookie, query, now }),
    ).toBeNull()
    await receiveCallback(stack.db, { actor, cookie: trip.cookie, query, now })
    await stack.waitForState(actor, trip.connectionId, 'state-mismatch')
  })
})

describe('the same cTrader ID again', () => {
  test('by the same person is the same connection', async () => {
    const actor = await stack.makeActor()
    const first = await stack.authorise(actor, 'ben')
    await stack.waitForState(actor, first, 'choose-accounts')
    const second = await stack.authorise(actor, 'ben')
    expect(second).not.toBe(first)
    const view = await waitFor(
      'the second row to point at the first',
      () => stack.show(actor, second),
      ({ mergedIntoId }) => mergedIntoId !== null,
    )
    expect(view.mergedIntoId).toBe(first)
    const { events } = await stack.show(actor, first)
    expect(events.map(({ text }) => text)).toContainEqual(
      expect.stringContaining('This cTrader ID was linked again'),
    )
    expect(await grants(first)).toBe(1)
    expect(await grants(second)).toBe(0)
    await stack.follow(actor, first)
    await stack.waitForState(actor, first, 'first-sync')
  })

  test('by another person ends the first one’s link, and says so', async () => {
    const [ann, bob] = [await stack.makeActor(), await stack.makeActor()]
    const ofAnn = await stack.authorise(ann, 'ana')
    await stack.waitForState(ann, ofAnn, 'choose-accounts')
    const ofBob = await stack.authorise(bob, 'ana')
    await stack.waitForState(bob, ofBob, 'choose-accounts')
    await stack.waitForState(ann, ofAnn, 'superseded')
    expect(await grants(ofAnn)).toBe(0)
  })

  test('and reconnecting brings it back, nothing is checked meanwhile, and the other one is told', async () => {
    const [ann, bob] = [await stack.makeActor(), await stack.makeActor()]
    const ofAnn = await stack.authorise(ann, 'ana')
    await stack.waitForState(ann, ofAnn, 'choose-accounts')
    await stack.follow(ann, ofAnn)
    await stack.waitForState(ann, ofAnn, 'first-sync')
    const ofBob = await stack.authorise(bob, 'ana')
    await stack.waitForState(ann, ofAnn, 'superseded')
    await stack.waitForState(bob, ofBob, 'choose-accounts')
    const accounts = await stack.db.tradingAccount.findMany({ where: { connectionId: ofAnn } })
    const subjectId = { in: [ofAnn, ...accounts.map(({ id }) => id)] }
    // The mail that will tell of it is all that is left to do.
    const work = await stack.db.agendaItem.findMany({ where: { subjectId } })
    expect(work.map(({ kind }) => kind)).toEqual(['connection.notify'])
    const running = { connectionId: ofAnn, outcome: 'RUNNING' as const }
    expect(await stack.db.run.count({ where: running })).toBe(0)

    expect(await stack.authorise(ann, 'ana', { connectionId: ofAnn })).toBe(ofAnn)
    await stack.waitForState(ann, ofAnn, 'first-sync')
    await stack.waitForState(bob, ofBob, 'superseded')
    expect([await grants(ofAnn), await grants(ofBob)]).toEqual([1, 0])
    const { events } = await stack.show(bob, ofBob)
    expect(events[0]?.text).toBe('The same cTrader ID was linked by another Tallybook user')
  })

  test('outside this Tallybook ends in Reconnect, and not in silence', async () => {
    const actor = await stack.makeActor()
    const connectionId = await stack.authorise(actor, 'ben')
    await stack.waitForState(actor, connectionId, 'choose-accounts')
    await stack.follow(actor, connectionId)
    await stack.waitForState(actor, connectionId, 'first-sync')
    await stack.control('POST', 'grants', { persona: 'ben', scope: 'accounts' })
    await stack.waitForState(actor, connectionId, 'reconnect')
  })
})

describe('a revoked grant', () => {
  test('asks to reconnect, and reconnecting repairs the same connection', async () => {
    const actor = await stack.makeActor()
    const connectionId = await stack.authorise(actor, 'ben')
    await stack.waitForState(actor, connectionId, 'choose-accounts')
    await stack.follow(actor, connectionId)
    const ofActor = { where: { userId: actor.userId } }
    const trade = await waitFor(
      'a trade to write about',
      () => stack.db.trade.findFirst(ofActor),
      (found) => found !== null,
    )
    const tradeId = trade?.id as string
    const change = { text: 'Held it too long.', rating: 2 }
    await keepTradeNote(stack.db, { actor, tradeId, change, now: new Date() })
    await stack.control('POST', 'grants/ben/revoke')
    await stack.waitForState(actor, connectionId, 'reconnect')

    // Somebody else's cTrader ID is no repair, and changes nothing.
    await stack.authorise(actor, 'ana', { connectionId })
    await stack.waitForState(actor, connectionId, 'other-ctid')

    await stack.authorise(actor, 'ben', { connectionId })
    await stack.waitForState(actor, connectionId, 'first-sync')
    expect(await stack.db.connection.count({ where: { repairsId: connectionId } })).toBe(0)
    const listing = TradeListing.parse({})
    expect((await showTrade(stack.db, { actor, tradeId, listing })).note).toMatchObject(change)
  })
})
