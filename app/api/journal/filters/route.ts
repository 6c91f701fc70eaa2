import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'
import { journalFilters } from '@/lib/journal/journal-filters'

export const GET = withSession(async ({ db, actor }) => json(await journalFilters(db, { actor })))
