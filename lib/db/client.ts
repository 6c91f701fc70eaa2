import { PrismaPg } from '@prisma/adapter-pg'
import { CopyingClient } from './copy-rows'
import { type Prisma, PrismaClient } from './generated/client'

export type Database = PrismaClient
export type Transaction = Prisma.TransactionClient
/** Reads that may run inside or outside a transaction. */
export type Queryable = Database | Transaction

/**
 * A client with its own pool.
 *
 * Connecting gives up after a few seconds, so that a page says "the database is not reachable"
 * instead of hanging, and recovers with the next request.
 */
export function connectDatabase(url: string, options: { maxConnections?: number } = {}): Database {
  const adapter = new PrismaPg({
    connectionString: url,
    Client: CopyingClient,
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: 4_000,
    idleTimeoutMillis: 30_000,
    // Prisma's adapter writes instants without a zone and drops the zone it reads: whatever the
    // server, the role or the address says, our sessions are in UTC.
    onConnect: (client) => client.query("SET TIME ZONE 'UTC'"),
  })
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 60_000 } })
}
