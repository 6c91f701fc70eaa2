import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { hasten } from '@/lib/agenda/hasten'
import { listenForWishes } from '@/lib/agenda/listen'
import { farewellWorker } from '@/lib/agenda/presence'
import { releaseSlot } from '@/lib/agenda/slots'
import { wish } from '@/lib/agenda/wish'
import { type Clock, systemClock } from '@/lib/clock'
import { currentCorrelation, shortCorrelation, withCorrelation } from '@/lib/correlation'
import { redirectUri } from '@/lib/ctrader/authorization-url'
import { jsonCodec } from '@/lib/ctrader/json-codec'
import { oauthClient } from '@/lib/ctrader/oauth-client'
import { protobufCodec } from '@/lib/ctrader/protobuf-codec'
import type { AccountEventKind } from '@/lib/ctrader/session'
import { connectDatabase } from '@/lib/db/client'
import type { WorkerEnv } from '@/lib/env'
import type { WorkerPlatform } from '@/lib/env/platforms'
import { KeptAnswers } from '@/lib/grants/kept-answers'
import { settleKeptAnswers } from '@/lib/grants/settle-kept-answers'
import { log } from '@/lib/log'
import { mailServer } from '@/lib/notices/mail-server'
import type { ProviderOptions } from '@/lib/sync/provider'
import { SlotKeeper } from './slot-keeper'
import { startStatusServer } from './status-server'
import { WorkLoop } from './work-loop'
import { WorkerMetrics } from './worker-metrics'

export type Worker = {
  id: string
  /** Finishes what is being done, gives everything back and closes the database. */
  stop(): Promise<void>
}

/** The only holder of secrets: exchanges codes, renews grants, syncs, imports. Any number may run. */
export async function startWorker(env: WorkerEnv, clock: Clock = systemClock): Promise<Worker> {
  const db = connectDatabase(env.DATABASE_URL)
  const workerId = `${process.pid}-${randomUUID()}`
  const metrics = new WorkerMetrics()

  /**
   * Something happened in an account right now: its connection is checked at once. A correction of
   * an old deal moves nothing in the list of accounts, only the balance, so then the account is read.
   */
  async function wishForAccount(
    platform: string,
    ctidTraderAccountId: bigint,
    kind: AccountEventKind,
  ): Promise<void> {
    const accounts = await db.tradingAccount.findMany({
      where: {
        ctidTraderAccountId,
        followedAt: { not: null },
        connection: { platform, pausedAt: null },
      },
    })
    for (const { id, connectionId, backfilledAt } of accounts) {
      if (connectionId) await wish(db, 'connection.check', connectionId, clock.now())
      if (kind === 'balance' && backfilledAt) await wish(db, 'account.sync', id, clock.now())
    }
  }

  const keeper = new SlotKeeper({
    db,
    clock,
    workerId,
    slots: env.CTRADER_SLOTS_PER_ENVIRONMENT,
    platforms: new Map(
      env.platforms.map((platform) => [
        platform.key,
        providerOptions(platform, metrics, (id, kind) => {
          // Its id is its own, not the one of the step that happened to open the socket. Only a
          // hint: what is missed here is found by the next check.
          withCorrelation(randomUUID(), () =>
            wishForAccount(platform.key, id, kind).catch(() => undefined),
          )
        }),
      ]),
    ),
    // New sockets have no account sessions yet, and so bring no events: every connection is checked.
    onSlot: () =>
      void hasten(db, 'connection.check', clock.now())
        .catch(() => undefined)
        .then(() => loop.look()),
  })
  const grants = {
    db,
    clock,
    ring: env.TOKEN_KEYS,
    answers: new KeptAnswers(env.GRANT_ANSWERS_DIR, env.TOKEN_KEYS),
    oauthClients: new Map(
      env.platforms.map((platform) => [
        platform.key,
        metrics.observed(oauthClient(platform.tokenUrl, platform, platform.answerSeconds)),
      ]),
    ),
  }
  const loop = new WorkLoop(
    {
      ...grants,
      workerId,
      redirectUri: redirectUri(env.APP_URL),
      checkSeconds: env.SYNC_CHECK_SECONDS,
      appUrl: env.APP_URL,
      platforms: env.platforms.map(({ key, name }) => ({ key, name })),
      mailServer:
        env.SMTP_URL && env.MAIL_FROM
          ? mailServer({ url: env.SMTP_URL, from: env.MAIL_FROM })
          : null,
    },
    () => keeper.providers,
    metrics,
  )
  const status =
    env.METRICS_PORT === undefined
      ? null
      : await startStatusServer({
          port: env.METRICS_PORT,
          token: env.METRICS_TOKEN,
          registry: metrics.registry,
          lastLookAt: () => loop.lastLookAt,
        })
  const stopListening = listenForWishes(env.DATABASE_URL, () => loop.look())
  await keeper.start()
  const settled = await settleKeptAnswers(grants)
  if (settled > 0) log.info({ settled }, 'saved renewed grants that were still on the disk')
  loop.start()
  log.info({ workerId }, 'worker ready')

  return {
    id: workerId,
    async stop() {
      // Closing the sockets makes waiting requests fail, so their steps end and are put back.
      keeper.stop()
      await status?.stop()
      await stopListening()
      await loop.stop()
      await releaseSlot(db, workerId).catch(() => undefined)
      await farewellWorker(db, workerId).catch(() => undefined)
      await db.$disconnect()
    },
  }
}

function providerOptions(
  platform: WorkerPlatform,
  metrics: WorkerMetrics,
  onAccountEvent: ProviderOptions['onAccountEvent'],
): ProviderOptions {
  const { clientId, clientSecret, format, liveUrl, demoUrl, caFile } = platform
  return {
    application: { clientId, clientSecret },
    codec: format === 'json' ? jsonCodec : protobufCodec,
    urls: { LIVE: liveUrl, DEMO: demoUrl },
    readCa: () => (caFile ? readFileSync(caFile, 'utf8') : undefined),
    historicalPerSecond: platform.historicalPerSecond,
    answerSeconds: platform.answerSeconds,
    onAccountEvent,
    idPrefix: () => {
      const id = currentCorrelation()
      return id && shortCorrelation(id)
    },
    onRequest: (request) => metrics.request(request),
  }
}
