import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'
import { CompareQuery, compare } from '@/lib/journal/compare'

export const GET = withSession(async ({ db, actor, query }) =>
  json(await compare(db, { actor, query: CompareQuery.parse(query) })),
)
