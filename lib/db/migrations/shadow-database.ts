import { randomBytes } from 'node:crypto'
import pg from 'pg'

/**
 * An empty database beside the given one, gone afterwards: the history is replayed in it to see what it
 * amounts to. The given database is never looked at, so it may hold anything.
 */
export async function withShadowDatabase<T>(
  url: string,
  use: (shadowUrl: string) => Promise<T>,
): Promise<T> {
  const name = `tallybook_shadow_${randomBytes(6).toString('hex')}`
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(`CREATE DATABASE ${name} TEMPLATE template0`)
    const shadow = new URL(url)
    shadow.pathname = `/${name}`
    try {
      return await use(shadow.href)
    } finally {
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    }
  } finally {
    await client.end()
  }
}
