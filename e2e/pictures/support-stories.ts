import { z } from 'zod'
import type { Story } from '@/e2e/states/story'

/** Accounts of people who have trades that no screen shows, or none at all. */
export const SILENT = { first: 47_200_001, second: 47_200_002 }
export const OPEN = 47_200_011

/** People besides those of the states. */
export function silentPeople(now: Date): object[] {
  const registeredAt = new Date(now.getTime() - 9 * 24 * 3_600_000).toISOString()
  const openedAt = new Date(now.getTime() - 3 * 24 * 3_600_000)
  openedAt.setUTCHours(12, 0, 0, 0)
  while (openedAt.getUTCDay() % 6 === 0) openedAt.setTime(openedAt.getTime() - 24 * 3_600_000)
  const open = { symbol: 'EURUSD', direction: 'BUY', lots: '0.10' }
  const silent = { registeredAt, firstDeposit: '5000', trades: [] }
  return [
    {
      name: 'sol',
      accounts: [
        { accountId: SILENT.first, ...silent },
        { accountId: SILENT.second, ...silent },
      ],
    },
    {
      name: 'oda',
      accounts: [
        { accountId: OPEN, ...silent, trades: [{ ...open, openedAt: openedAt.toISOString() }] },
      ],
    },
  ]
}

const Account = z.object({ id: z.string(), currency: z.string() })
const Linked = z.object({ accounts: z.tuple([Account], Account) })

/** What a trader would write, how it comes about, and the first words of the answer. */
export type Complaint = {
  name: string
  complaint: string
  tell(story: Story): Promise<void>
  cause: RegExp
  step: RegExp
}

/** The troubles of the founding guide and every row of the table of decisions, one after the other. */
export const COMPLAINTS: Complaint[] = [
  {
    name: 'authorisation-failed',
    complaint: 'It says the authorisation failed.',
    async tell(story) {
      const refusal = { errorCode: 'INVALID_REQUEST', times: 1 }
      await story.narrator.fault('* /apps/token', 'errorCode', refusal)
      await story.link('mara')
      await story.waitFor('authorisation-failed')
    },
    cause: /^cTrader refused its own answer/,
    step: /^Ask the trader to try again/,
  },
  {
    name: 'no-accounts',
    complaint: 'I allowed everything, and you find no accounts.',
    async tell(story) {
      await story.link('cho')
      await story.waitFor('no-accounts')
    },
    cause: /^cTrader gave access, but to no trading account/,
    step: /tick accounts/,
  },
  {
    name: 'no-trades-open-positions',
    complaint: 'Connected, and not one trade comes in.',
    async tell(story) {
      await story.link('oda')
      await completed(story)
    },
    cause: /only open positions/,
    step: /^Tell the trader so/,
  },
  {
    name: 'no-trades-not-followed',
    complaint: 'My trades of today are missing.',
    async tell(story) {
      await story.link('sol')
      await story.waitFor('choose-accounts')
      const { accounts } = await story.narrator.look(story.connectionId)
      await story.api('accounts', { accountIds: accounts.slice(0, 1).map(({ id }) => id) })
      await story.waitFor('healthy')
    },
    cause: /may be on one that is not followed/,
    step: /^Compare the account list/,
  },
  {
    name: 'older-trades-missing',
    complaint: 'My old trades are missing.',
    async tell(story) {
      await story.narrator.control('POST', 'behaviour', { keptHistoryDays: 10 })
      await story.link('nora')
      await story.waitFor('choose-accounts')
      await story.narrator.followAll(story.connectionId)
      await story.waitFor('history-limit')
      await story.narrator.control('POST', 'behaviour', { keptHistoryDays: 36_500 })
    },
    cause: /^cTrader offers no older trades/,
    step: /^Send the export guide .* from \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d/,
  },
  {
    name: 'one-account-fails',
    complaint: 'One of my two accounts is stuck.',
    async tell(story) {
      await story.link('mara', { accounts: [47_100_001, 47_100_002] })
      await completed(story)
      await story.narrator.control('POST', 'accounts/47100002', { status: 'unreachable' })
      await story.narrator.control('POST', 'trade', { accountId: 47_100_002, net: '12.30' })
      await story.waitForRow(
        `SELECT 1 FROM "TradingAccount" WHERE "connectionId" = $1 AND "unreadableSince" IS NOT NULL`,
      )
      await story.sql(
        `UPDATE "TradingAccount" SET "unreadableSince" = now() - interval '5 minutes' WHERE "connectionId" = $1 AND "unreadableSince" IS NOT NULL`,
      )
      await story.waitFor('partial')
    },
    cause: /cannot be read, while the other accounts can/,
    step: /Keep as archive/,
  },
  {
    name: 'run-without-worker',
    complaint: 'It has been syncing for hours.',
    async tell(story) {
      await story.narrator.control('POST', 'accounts/47100002', { status: 'active' })
      await story.narrator.hasten('account.sync')
      await story.calm()
      // The worker died in the middle; another one lives and has no slot.
      await story.narrator.stack.worker.crash()
      await story.narrator.sql(
        `INSERT INTO "WorkerPresence" ("id", "startedAt", "seenAt") VALUES ('elsewhere', now(), now() + interval '1 hour')`,
      )
      await story.sql(
        `INSERT INTO "Run" ("id", "userId", "kind", "trigger", "connectionId", "accountId", "startedAt")
         SELECT gen_random_uuid(), "userId", 'SYNC', 'schedule', "connectionId", "id", now() - interval '3 hours'
         FROM "TradingAccount" WHERE "connectionId" = $1 AND "followedAt" IS NOT NULL LIMIT 1`,
      )
      await story.waitFor('syncing')
    },
    cause: /that no worker carries on/,
    step: /^Press “Check now”/,
  },
  {
    name: 'duplicates',
    complaint: 'A trade is there twice.',
    async tell(story) {
      await story.sql(
        `UPDATE "Run" SET "outcome" = 'CANCELLED' WHERE "connectionId" = $1 AND "outcome" = 'RUNNING'`,
      )
      await story.narrator.sql(`DELETE FROM "WorkerPresence" WHERE "id" = 'elsewhere'`)
      story.narrator.stack.worker.start()
      await story.calm()
      await addTradeByFile(story)
    },
    cause: /so a trade may stand twice/,
    step: /both ids on to engineering, and delete nothing/,
  },
  {
    name: 'set-aside',
    complaint: 'Nothing has come in since yesterday.',
    async tell(story) {
      // Between two of its steps: one that succeeds begins to count anew.
      await story.waitForRow(
        `UPDATE "AgendaItem" SET "faults" = 12, "lastReason" = 'INTERNAL', "correlationId" = gen_random_uuid()
         WHERE "kind" = 'connection.check' AND "subjectId" = $1 AND "leaseOwner" IS NULL`,
      )
      await story.noCheckForMinutes()
    },
    cause: /^Our own software failed on this connection/,
    step: /^Tell the operator the reference/,
  },
  {
    name: 'provider-outage',
    complaint: 'It says cTrader is not answering.',
    async tell(story) {
      await story.sql(
        `UPDATE "AgendaItem" SET "faults" = 0 WHERE "kind" = 'connection.check' AND "subjectId" = $1`,
      )
      await story.calm()
      await story.failForMinutes()
      await story.waitFor('provider-down')
    },
    cause: /^cTrader is not answering, for others as well/,
    step: /^Wait/,
  },
  {
    name: 'app-not-approved',
    complaint: 'It says cTrader does not accept your app.',
    async tell(story) {
      await story.calm()
      await story.narrator.control('POST', 'application', { active: false })
      await story.narrator.control('POST', 'events', { kind: 'clientDisconnect' })
      await story.waitFor('not-approved')
    },
    cause: /^cTrader does not accept our application/,
    step: /^Open an incident/,
  },
  {
    name: 'disconnected',
    complaint: 'It is disconnected, and I changed nothing!',
    async tell(story) {
      await story.narrator.control('POST', 'application', { active: true })
      await story.calm()
      await story.narrator.control('POST', 'grants/mara/revoke')
      await story.waitFor('reconnect')
    },
    cause: /^cTrader ended the access of this one connection/,
    step: /^Send the reconnect link/,
  },
  {
    name: 'disconnected-with-many',
    complaint: 'Disconnected, and my friend’s as well.',
    async tell(story) {
      for (const persona of ['sol', 'oda', 'nora'])
        await story.narrator.control('POST', `grants/${persona}/revoke`)
      await story.narrator.hasten('connection.check')
      await story.narrator.waitForRow(
        `SELECT 1 FROM "Connection" WHERE "refusedAt" IS NOT NULL HAVING count(*) >= 4`,
        [],
      )
    },
    cause: /^cTrader ended the access of many connections at once/,
    step: /^Open an incident .* send no reconnect link/,
  },
]

async function completed(story: Story): Promise<void> {
  await story.waitFor('choose-accounts')
  await story.narrator.followAll(story.connectionId)
  await story.waitFor('healthy')
}

/** Adds a file with a trade that is not in cTrader's history, of a time that cTrader told all of. */
async function addTradeByFile({ narrator, connectionId }: Story): Promise<void> {
  const { accounts } = Linked.parse(await narrator.api('GET', `connections/${connectionId}`))
  const [{ id, currency }] = accounts
  const on = new Date(Date.now() - 2 * 24 * 3_600_000).toISOString().slice(0, 10).split('-')
  const day = on.reverse().join('/')
  const text = [
    `"Symbol","Opening direction","Opening time (UTC+0)","Closing time (UTC+0)","Entry price","Closing price","Closing Quantity","Net ${currency}","Balance ${currency}"`,
    `"EURUSD","Buy","${day} 00:15:42.118","${day} 00:16:42.118","1.08420","1.08520","0.37 Lots","37.00","5 037.00"`,
  ].join('\r\n')
  const importId = await narrator.page.evaluate(
    async ([address, body]) => {
      const response = await fetch(address, { method: 'POST', body })
      return ((await response.json()) as { importId: string }).importId
    },
    [`/api/imports?account=${id}&name=history.csv`, text] as const,
  )
  const inState = `SELECT 1 FROM "ImportFile" WHERE "id" = $1 AND "state"::text = $2`
  await narrator.waitForRow(inState, [importId, 'READY'])
  await narrator.api('POST', `imports/${importId}/commit`)
  await narrator.waitForRow(inState, [importId, 'DONE'])
}
