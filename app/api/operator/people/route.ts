import { systemClock } from '@/lib/clock'
import { json } from '@/lib/http/json'
import { withRole } from '@/lib/http/with-role'
import { listPeople, PeopleQuery } from '@/lib/operator/list-people'

export const GET = withRole('ADMIN', async ({ db, actor: staff, query }) =>
  json(await listPeople(db, { ...PeopleQuery.parse(query), staff, now: systemClock.now() })),
)
