import {
  BroughtArchive,
  bringArchive,
  MAX_ARCHIVE_BYTES,
  showArchives,
} from '@/lib/archive/bring-archive'
import { systemClock } from '@/lib/clock'
import { json } from '@/lib/http/json'
import { readUpload } from '@/lib/http/read-upload'
import { withSession } from '@/lib/http/with-session'

export const GET = withSession(async ({ db, actor }) => json(await showArchives(db, { actor })))

export const POST = withSession(async ({ db, actor, request, query }) => {
  const { name } = BroughtArchive.parse(query)
  const bytes = await readUpload(request, MAX_ARCHIVE_BYTES)
  await bringArchive(db, { actor, fileName: name, bytes, now: systemClock.now() })
  return json({}, 201)
})
