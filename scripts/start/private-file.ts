import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

/**
 * Reads a file that only its owner may read, or makes it first. Of several processes at once exactly one
 * makes it, and it is never seen half-written.
 */
export async function readOrCreatePrivateFile(
  file: string,
  create: () => string | Promise<string>,
): Promise<string> {
  const found = await readFile(file, 'utf8').catch((error) => {
    if (error.code !== 'ENOENT') throw error
    return null
  })
  if (found !== null) return found

  await mkdir(path.dirname(file), { recursive: true, mode: 0o711 })
  const staging = `${file}.${randomBytes(4).toString('hex')}`
  await writeFile(staging, await create(), { mode: 0o600, flag: 'wx' })
  try {
    await link(staging, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await rm(staging)
  }
  return readFile(file, 'utf8')
}

/** Puts other contents in its place, at once. */
export async function replacePrivateFile(file: string, contents: string): Promise<void> {
  const staging = `${file}.${randomBytes(4).toString('hex')}`
  await writeFile(staging, contents, { mode: 0o600, flag: 'wx' })
  await rename(staging, file)
}
