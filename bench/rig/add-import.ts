import { connectDatabase } from '@/lib/db/client'
import { requestCommit } from '@/lib/imports/request-commit'
import { journalFeed } from '@/lib/imports/testing/journal-feed'

/** Reads and adds an uploaded file in a process of its own, and tells the parent its peak memory in bytes. */
const [url, importId] = process.argv.slice(2) as [string, string]
const db = connectDatabase(url)
const feed = journalFeed(db)
await feed.work()
const file = await db.importFile.findUniqueOrThrow({
  where: { id: importId },
  omit: { bytes: true },
  include: { account: true },
})
if (file.state !== 'READY') {
  const { refusal } = file.preview as { refusal: { code: string } | null }
  console.error(`  The file is ${file.state}: ${refusal?.code ?? 'no reason known'}`)
  process.exit(1)
}
const actor = {
  userId: file.userId,
  sessionId: '',
  role: 'TRADER',
  email: '',
  timeZone: 'UTC',
} as const
await requestCommit(db, { actor, importId, now: new Date() })
await feed.work()
const { state } = await db.importFile.findUniqueOrThrow({
  where: { id: importId },
  select: { state: true },
})
if (state === 'DONE') process.send?.(process.resourceUsage().maxRSS * 1024)
await db.$disconnect()
process.disconnect?.()
