import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'
import { discipline, FiguresQuery } from '@/lib/journal/figures-report'

export const GET = withSession(async ({ db, actor, query }) =>
  json(await discipline(db, { actor, query: FiguresQuery.parse(query) })),
)
