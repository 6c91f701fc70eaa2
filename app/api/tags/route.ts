import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'
import { listTags } from '@/lib/notes/list-tags'

export const GET = withSession(async ({ db, actor }) => json(await listTags(db, { actor })))
