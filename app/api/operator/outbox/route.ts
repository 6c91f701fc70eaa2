import { json } from '@/lib/http/json'
import { withRole } from '@/lib/http/with-role'
import { listOutbox, OutboxQuery } from '@/lib/notices/list-outbox'

export const GET = withRole('ADMIN', async ({ db, query }) =>
  json(await listOutbox(db, OutboxQuery.parse(query))),
)
