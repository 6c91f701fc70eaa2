import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'
import { chance, FiguresQuery } from '@/lib/journal/figures-report'

export const GET = withSession(async ({ db, actor, query }) =>
  json(await chance(db, { actor, query: FiguresQuery.parse(query) })),
)
