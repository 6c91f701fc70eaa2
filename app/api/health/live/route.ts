import { json } from '@/lib/http/json'
import { withoutSession } from '@/lib/http/without-session'

/** For whoever restarts processes: this one answers. A database that is away is no reason to. */
export const GET = withoutSession(async () => json({ status: 'ok' }))
