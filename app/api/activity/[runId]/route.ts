import { idParameter } from '@/lib/http/id-parameter'
import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'
import { explainRun } from '@/lib/journal/explain-run'

export const GET = withSession(async ({ db, actor, params }) =>
  json(await explainRun(db, { actor, runId: idParameter(params, 'runId') })),
)
