import { closeSync, openSync, readSync } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { ByteSource } from './reading/containers/byte-source'

const PIECE_BYTES = 1024 * 1024

/**
 * Lets a stored file be read from any place, without it ever lying in memory: it is written, piece by
 * piece, to a file of its own that is gone when the work is done.
 */
export async function withFileBytes<Result>(
  db: Queryable,
  file: { id: string; sizeBytes: number },
  work: (source: ByteSource) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tallybook-import-'))
  try {
    const name = path.join(folder, 'bytes')
    await writePieces(db, file.id, name)
    const opened = openSync(name, 'r')
    try {
      return await work(onDisk(opened, file.sizeBytes))
    } finally {
      closeSync(opened)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function writePieces(db: Queryable, importFileId: string, name: string): Promise<void> {
  const out = await open(name, 'wx', 0o600)
  try {
    for (let from = 1; ; from += PIECE_BYTES) {
      const [row] = await db.$queryRaw<{ piece: Uint8Array }[]>(Prisma.sql`
        SELECT substring("bytes" FROM ${from}::int FOR ${PIECE_BYTES}::int) AS "piece"
        FROM "ImportFile" WHERE "id" = ${importFileId}::uuid`)
      const piece = row?.piece ?? new Uint8Array()
      if (piece.length > 0) await out.writeFile(piece)
      if (piece.length < PIECE_BYTES) return
    }
  } finally {
    await out.close()
  }
}

function onDisk(file: number, size: number): ByteSource {
  return {
    size,
    read(from, length) {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - from)))
      let read = 0
      while (read < bytes.length) {
        const more = readSync(file, bytes, read, bytes.length - read, from + read)
        if (more === 0) break
        read += more
      }
      return bytes.subarray(0, read)
    },
  }
}
