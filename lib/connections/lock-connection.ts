import type { Transaction } from '@/lib/db/client'
import { type Connection, Prisma } from '@/lib/db/generated/client'
import { notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'

/**
 * Holds a connection until the transaction ends: what changes its life takes turns, and then sees
 * how it is now. Everybody locks in one order: connection, its accounts, their runs, the agenda.
 */
export async function lockConnection(
  tx: Transaction,
  connectionId: string,
): Promise<Connection | null> {
  // Not FOR UPDATE: an event or a run that names the connection may be written meanwhile.
  await tx.$queryRaw(Prisma.sql`
    SELECT 1 FROM "Connection" WHERE "id" = ${connectionId}::uuid FOR NO KEY UPDATE`)
  return tx.connection.findUnique({ where: { id: connectionId } })
}

/** Whose connection it is, whoever acts on it. */
export type Owner = Pick<Actor, 'userId'>

/** The trader's own connection, held. */
export async function lockOwnConnection(
  tx: Transaction,
  { userId }: Owner,
  connectionId: string,
): Promise<Connection> {
  const connection = await lockConnection(tx, connectionId)
  const isOwn = connection?.userId === userId && !connection.mergedIntoId && !connection.repairsId
  if (!isOwn) throw notFound('connection')
  return connection
}
