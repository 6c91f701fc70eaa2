import { createHash } from 'node:crypto'
import { z } from 'zod'
import { oauthClient } from '@/lib/ctrader/oauth-client'
import { connectDatabase } from '@/lib/db/client'
import { accessTokenFor } from '@/lib/grants/access-token'
import { KeptAnswers } from '@/lib/grants/kept-answers'

/** What this process is told, as JSON in its environment. */
export const renewalOrderSchema = z.object({
  databaseUrl: z.string(),
  tokenUrl: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
  keyId: z.string(),
  key: z.string(),
  folder: z.string(),
  connectionId: z.string(),
  callers: z.number(),
  /** The step at which it kills itself, as a crash would. */
  killAt: z.string().nullable(),
})

/** A worker's renewal as a process of its own: asks for an access token, many times at once. */
const order = renewalOrderSchema.parse(JSON.parse(process.env.RENEWAL_ORDER ?? ''))
const db = connectDatabase(order.databaseUrl)
const ring = [{ id: order.keyId, key: Buffer.from(order.key, 'base64') }]
const dieAt = (step: string) => {
  if (step === order.killAt) process.kill(process.pid, 'SIGKILL')
}
const keeper = {
  db,
  ring,
  oauthClients: new Map([['ctrader', oauthClient(order.tokenUrl, order)]]),
  answers: new KeptAnswers(order.folder, ring, dieAt),
  clock: { now: () => new Date() },
  workerId: `${process.pid}`,
  onStep: dieAt,
}
const tokens = await Promise.all(
  Array.from({ length: order.callers }, () => accessTokenFor(keeper, order.connectionId)),
)
for (const { accessToken } of tokens)
  console.log(createHash('sha256').update(accessToken).digest('hex'))
await db.$disconnect()
process.exit()
