import { writeArchive } from '@/lib/archive/write-archive'
import { systemClock } from '@/lib/clock'
import { download } from '@/lib/http/download'
import { spool } from '@/lib/http/spool'
import { withSession } from '@/lib/http/with-session'

export const GET = withSession(async ({ db, actor }) => {
  const now = systemClock.now()
  const bytes = spool((sink) => writeArchive(db, { actor, now, sink }))
  return download(bytes, {
    fileName: `Tallybook journal ${now.toISOString().slice(0, 10)}.zip`,
    type: 'application/zip',
  })
})
