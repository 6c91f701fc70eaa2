import { connectDatabase } from '@/lib/db/client'
import { TEMPLATE_DATABASE, type TestCluster } from '@/lib/db/testing/start-test-cluster'
import { createDatabase, databaseUrl, dropDatabase } from '@/lib/db/testing/test-databases'
import { requestCommit } from '@/lib/imports/request-commit'
import { showImport } from '@/lib/imports/show-import'
import { journalFeed } from '@/lib/imports/testing/journal-feed'
import { uploadImport } from '@/lib/imports/upload-import'

/** A journal in a database of its own, into which files are imported through the product's verbs. */
export async function startImportJournal(cluster: TestCluster, name: string) {
  await createDatabase(cluster.serverUrl, name, TEMPLATE_DATABASE)
  const url = databaseUrl(cluster.serverUrl, name)
  const db = connectDatabase(url)
  const feed = journalFeed(db)
  const journal = await feed.makeJournal()
  const { actor, accountId } = journal

  return {
    url,
    db,

    upload(bytes: Buffer<ArrayBuffer>): Promise<{ importId: string }> {
      const file = { actor, accountId, fileName: 'history.csv', bytes }
      return uploadImport(db, { ...file, now: new Date() })
    },

    /** Reads an uploaded file and adds it, as a worker does. @throws when it cannot be added */
    async add(importId: string): Promise<void> {
      await feed.work()
      const { status, refusal } = await showImport(db, { actor, importId })
      if (status !== 'ready') throw new Error(`The file is ${status}: ${refusal?.code ?? ''}`)
      await requestCommit(db, { actor, importId, now: new Date() })
      await feed.work()
      const { state } = await db.importFile.findUniqueOrThrow({
        where: { id: importId },
        select: { state: true },
      })
      if (state !== 'DONE') throw new Error(`The file was not added: ${state}`)
    },

    async stop(): Promise<void> {
      await db.$disconnect()
      await dropDatabase(cluster.serverUrl, name)
    },
  }
}

export type ImportJournal = Awaited<ReturnType<typeof startImportJournal>>
