import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

/**
 * Writes something to a file of its own first and gives it away from there: whoever reads slowly
 * holds no database connection. The file goes with the last byte.
 */
export async function* spool(
  write: (sink: (bytes: Uint8Array) => Promise<void>) => Promise<void>,
): AsyncGenerator<Uint8Array> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tallybook-'))
  try {
    const file = await open(path.join(folder, 'spool'), 'wx', 0o600)
    try {
      await write(async (bytes) => {
        await file.writeFile(bytes)
      })
    } finally {
      await file.close()
    }
    yield* createReadStream(path.join(folder, 'spool'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
