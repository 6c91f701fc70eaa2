import type { ConnectionState } from '@/lib/domain/connection-state'
import type { Narrator } from './narrator'
import { MARA, SPARE } from './people'

/** One state, and what happens so that the connection is in it. Chapters follow on each other. */
type Chapter = [ConnectionState, tell: (story: Story) => Promise<void>]

const FOLLOWED = Object.values(MARA)
const LIST = 'ProtoOAGetAccountListByAccessTokenReq'
const DEALS = 'ProtoOADealListReq'

/** A person at their browser, and the connection that the chapter is about. */
export class Story {
  connectionId = ''

  constructor(
    readonly narrator: Narrator,
    /** Somebody else, with a link of their own that works all the time. */
    readonly neighbour: { narrator: Narrator; connectionId: string },
  ) {}

  async link(...[persona, how]: Parameters<Narrator['link']>): Promise<void> {
    this.connectionId = await this.narrator.link(persona, how)
  }

  reconnect(persona: string, accounts?: number[]): Promise<void> {
    return this.link(persona, { connectionId: this.connectionId, accounts })
  }

  sql(text: string): Promise<void> {
    return this.narrator.sql(text, [this.connectionId])
  }

  api(path: string, body?: unknown): Promise<unknown> {
    return this.narrator.api('POST', `connections/${this.connectionId}/${path}`, body)
  }

  waitFor(state: ConnectionState): Promise<void> {
    return this.narrator.waitFor(this.connectionId, state)
  }

  /** The last good check was some minutes ago. */
  noCheckForMinutes(): Promise<void> {
    return this.sql(
      `UPDATE "Connection" SET "lastSuccessAt" = now() - interval '5 minutes' WHERE "id" = $1`,
    )
  }

  /** cTrader refuses to list the accounts, and has done so for some minutes. */
  async failForMinutes(): Promise<void> {
    await this.narrator.fault(LIST, 'error', { errorCode: 'CH_SERVER_NOT_REACHABLE' })
    await this.waitForRow(
      `SELECT 1 FROM "Connection" WHERE "id" = $1 AND "failingSince" IS NOT NULL`,
    )
    await this.sql(
      `UPDATE "Connection" SET "failingSince" = now() - interval '5 minutes' WHERE "id" = $1`,
    )
  }

  waitForRow(question: string): Promise<void> {
    return this.narrator.waitForRow(question, [this.connectionId])
  }

  /** Everything works again, and the next check says so. */
  async calm(): Promise<void> {
    await this.narrator.noFaults()
    await this.narrator.hasten('connection.check')
    await this.waitFor('healthy')
  }
}

export const STORY: Chapter[] = [
  ['declined', (story) => story.link('mara', { answer: 'deny' })],
  [
    'state-mismatch',
    (story) => story.link('mara', { tamper: (query) => ({ ...query, state: 'somebody-elses' }) }),
  ],
  [
    'authorising',
    async (story) => {
      story.connectionId = (await story.narrator.leave()).connectionId
    },
  ],
  [
    'authorisation-expired',
    (story) =>
      story.sql(
        `UPDATE "PendingAuthorization" SET "expiresAt" = now() - interval '1 second' WHERE "connectionId" = $1`,
      ),
  ],
  [
    'authorisation-failed',
    async (story) => {
      const refusal = { errorCode: 'INVALID_REQUEST', times: 1 }
      await story.narrator.fault('* /apps/token', 'errorCode', refusal)
      await story.link('mara')
    },
  ],
  [
    'code-expired',
    async (story) => {
      const { worker } = story.narrator.stack
      await worker.stop()
      await story.link('mara')
      await story.sql(
        `UPDATE "PendingAuthorization" SET "codeReceivedAt" = now() - interval '61 seconds' WHERE "connectionId" = $1`,
      )
      worker.start()
    },
  ],
  ['trade-scope', (story) => story.link('gus')],
  [
    'exchanging',
    async (story) => {
      await story.narrator.fault('* /apps/token', 'delay', { ms: 6_000, times: 1 })
      await story.link('mara', { accounts: FOLLOWED })
    },
  ],
  ['choose-accounts', async () => {}],
  [
    'first-sync',
    async (story) => {
      await story.narrator.fault(DEALS, 'delay', { ms: 1_500, accountId: MARA.live })
      await story.narrator.followAll(story.connectionId)
    },
  ],
  ['healthy', (story) => story.narrator.noFaults()],
  [
    'syncing',
    async (story) => {
      await story.narrator.fault(DEALS, 'delay', { ms: 6_000, times: 2 })
      await story.api('sync')
    },
  ],
  [
    'throttled',
    async (story) => {
      await story.calm()
      await story.narrator.fault(LIST, 'blocked', { retryAfter: 12 })
      await story.narrator.hasten('connection.check')
    },
  ],
  [
    'maintenance',
    async (story) => {
      await story.calm()
      await story.narrator.fault(LIST, 'maintenance', { minutes: 40 })
    },
  ],
  [
    'provider-down',
    async (story) => {
      await story.calm()
      await story.failForMinutes()
    },
  ],
  [
    'failing',
    async (story) => {
      await story.calm()
      // The neighbour is not looked at meanwhile, so only this one fails.
      await story.sql(
        `UPDATE "AgendaItem" SET "dueAt" = now() + interval '1 hour' WHERE "kind" = 'connection.check' AND "subjectId" <> $1`,
      )
      await story.failForMinutes()
    },
  ],
  [
    'late',
    async (story) => {
      await story.calm()
      // Another worker has the only slot and does nothing with it.
      await story.narrator.sql(
        `UPDATE "Slot" SET "leaseOwner" = 'idle', "leaseUntil" = now() + interval '1 hour'`,
      )
      await story.noCheckForMinutes()
    },
  ],
  [
    'expiring',
    async (story) => {
      await story.narrator.sql(`UPDATE "Slot" SET "leaseOwner" = NULL, "leaseUntil" = NULL`)
      await story.calm()
      await story.sql(
        `UPDATE "Grant" SET "renewedAt" = now() - interval '28 days', "accessTokenExpiresAt" = now() + interval '2 days' WHERE "connectionId" = $1`,
      )
      await story.narrator.fault('* /apps/token', 'status', { status: 503 })
      await story.narrator.hasten('connection.renew')
      await story.waitForRow(
        `SELECT 1 FROM "Connection" WHERE "id" = $1 AND "renewalFailingSince" IS NOT NULL`,
      )
      await story.sql(
        `UPDATE "Connection" SET "renewalFailingSince" = now() - interval '25 hours' WHERE "id" = $1`,
      )
    },
  ],
  [
    'partial',
    async (story) => {
      await story.narrator.noFaults()
      await story.narrator.hasten('connection.renew')
      await story.calm()
      await story.narrator.control('POST', `accounts/${MARA.demo}`, { status: 'unreachable' })
      await story.narrator.control('POST', 'trade', { accountId: MARA.demo, net: '12.30' })
      await story.waitForRow(
        `SELECT 1 FROM "TradingAccount" WHERE "connectionId" = $1 AND "unreadableSince" IS NOT NULL`,
      )
      await story.sql(
        `UPDATE "TradingAccount" SET "unreadableSince" = now() - interval '5 minutes' WHERE "connectionId" = $1 AND "unreadableSince" IS NOT NULL`,
      )
    },
  ],
  [
    'worker-off',
    async (story) => {
      await story.narrator.control('POST', `accounts/${MARA.demo}`, { status: 'active' })
      await story.narrator.hasten('account.sync')
      await story.calm()
      await story.narrator.stack.worker.stop()
    },
  ],
  [
    'paused',
    async (story) => {
      story.narrator.stack.worker.start()
      await story.calm()
      await story.api('pause', {})
    },
  ],
  [
    'not-approved',
    async (story) => {
      await story.api('resume', {})
      await story.calm()
      await story.narrator.control('POST', 'application', { active: false })
      await story.narrator.control('POST', 'events', { kind: 'clientDisconnect' })
    },
  ],
  [
    'superseded',
    async (story) => {
      await story.narrator.control('POST', 'application', { active: true })
      await story.calm()
      await story.neighbour.narrator.link('mara')
    },
  ],
  [
    'reconnect',
    async (story) => {
      await story.reconnect('mara', FOLLOWED)
      await story.waitFor('healthy')
      await story.narrator.control('POST', 'grants/mara/revoke')
    },
  ],
  ['other-ctid', (story) => story.reconnect('ben')],
  ['account-gone', (story) => story.reconnect('mara', [SPARE])],
  [
    'removed',
    async (story) => {
      await story.narrator.api('DELETE', `connections/${story.connectionId}`, { deletions: [] })
    },
  ],
  ['no-accounts', (story) => story.link('cho')],
  [
    'history-limit',
    async (story) => {
      await story.narrator.control('POST', 'behaviour', { keptHistoryDays: 10 })
      await story.link('nora')
      await story.waitFor('choose-accounts')
      await story.narrator.followAll(story.connectionId)
    },
  ],
  [
    'none-followed',
    async (story) => {
      const { accounts } = await story.narrator.look(story.connectionId)
      for (const { id } of accounts)
        await story.narrator.api('DELETE', `connections/${story.connectionId}/accounts/${id}`)
    },
  ],
]
