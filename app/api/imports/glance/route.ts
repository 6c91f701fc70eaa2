import { json } from '@/lib/http/json'
import { readUpload } from '@/lib/http/read-upload'
import { withSession } from '@/lib/http/with-session'
import { GLANCE_BYTES, glanceAtFile } from '@/lib/imports/glance-at-file'

/** Keeps nothing of what it is sent. */
export const POST = withSession(async ({ request }) =>
  json(glanceAtFile(await readUpload(request, GLANCE_BYTES))),
)
