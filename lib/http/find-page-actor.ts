import { cookies, headers } from 'next/headers'
import { webDatabase } from '@/lib/db/web-database'
import type { Actor } from '@/lib/identity/sessions'
import { findRequestActor } from './find-request-actor'

/** The person who asks for a page, or null. The page's data is guarded by its own routes besides. */
export async function findPageActor(): Promise<Actor | null> {
  const asking = { cookies: await cookies(), headers: await headers() }
  return findRequestActor(webDatabase(), asking)
}
