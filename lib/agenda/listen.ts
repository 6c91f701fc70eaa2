import { Client } from 'pg'
import { AGENDA_CHANNEL } from './wish'

/**
 * Calls back when somebody made a wish. Only a hint that saves waiting for the next look: when the
 * connection is lost it is opened again, and nothing depends on it meanwhile (so PgBouncer is fine).
 *
 * @returns how to stop
 */
export function listenForWishes(databaseUrl: string, onWish: () => void): () => Promise<void> {
  let stopped = false
  let client: Client | undefined
  let retry: NodeJS.Timeout | undefined

  const connect = async () => {
    if (stopped) return
    const next = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 4_000 })
    client = next
    let again = false
    const reconnect = () => {
      if (again || stopped) return
      again = true
      void next.end().catch(() => undefined)
      retry = setTimeout(connect, 2_000)
    }
    next.on('error', reconnect)
    next.on('end', reconnect)
    next.on('notification', onWish)
    try {
      await next.connect()
      await next.query(`LISTEN ${AGENDA_CHANNEL}`)
    } catch {
      reconnect()
    }
  }
  void connect()

  return async () => {
    stopped = true
    clearTimeout(retry)
    await client?.end().catch(() => undefined)
  }
}
