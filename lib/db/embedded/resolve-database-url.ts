import { ensureEmbeddedPostgres } from './ensure-embedded-postgres'

export type ResolvedDatabase = { url: string; embedded: boolean; stop(): Promise<void> }

/** DATABASE_URL where it is set; otherwise the embedded PostgreSQL, started when it is not running yet. */
export async function resolveDatabaseUrl(
  env: Record<string, string | undefined> = process.env,
): Promise<ResolvedDatabase> {
  const url = env.DATABASE_URL?.trim()
  if (url) return { url, embedded: false, stop: async () => {} }
  const embedded = await ensureEmbeddedPostgres()
  return { url: embedded.url, embedded: true, stop: embedded.stop }
}
