import { createHash } from 'node:crypto'
import { type Dirent, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { ROOT, runChild } from './run-child'

// Not tsconfig.json: a build may rewrite it.
const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'package-lock.json',
  'next.config.ts',
  'postcss.config.mjs',
  'proxy.ts',
]

const BUILD_ID = path.join(ROOT, '.next', 'BUILD_ID')
const FINGERPRINT = path.join(ROOT, '.next', 'made-from.sha256')

/** Next.js's own command; resolved, so that no npx and no shell stand between us and it. */
export const NEXT_COMMAND = createRequire(import.meta.url).resolve('next/dist/bin/next')

/** Of contents, not times: a fresh checkout of the same commit has other times. */
function fingerprint(): string {
  const hash = createHash('sha256').update(process.version)
  const add = (relative: string) => {
    let entries: Dirent[]
    try {
      entries = readdirSync(path.join(ROOT, relative), { withFileTypes: true })
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'ENOTDIR') hash.update(relative).update(readFileSync(path.join(ROOT, relative)))
      else if (code !== 'ENOENT') throw error
      return
    }
    for (const { name } of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (!/\.(test|fixture)\.tsx?$/.test(name)) add(path.join(relative, name))
    }
  }
  for (const source of SOURCES) add(source)
  return hash.digest('hex')
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return null
  }
}

export function isBuildCurrent(): boolean {
  return readOrNull(BUILD_ID) !== null && readOrNull(FINGERPRINT) === fingerprint()
}

/** Builds the pages unless the last build was made from these very sources. */
export async function ensureWebBuild(
  env: Record<string, string>,
  say: (line: string) => void,
  onStop?: (stop: () => Promise<void>) => void,
): Promise<'built' | 'current'> {
  if (isBuildCurrent()) return 'current'
  const made = fingerprint()
  rmSync(FINGERPRINT, { force: true })
  const build = runChild({ entry: NEXT_COMMAND, args: ['build'], env, onLine: say })
  onStop?.(build.stop)
  const { code, signal } = await build.ended
  if (code !== 0 || readOrNull(BUILD_ID) === null) {
    throw new Error(`The web pages could not be built (${signal ?? `exit ${code}`})`)
  }
  writeFileSync(FINGERPRINT, `${made}\n`)
  return 'built'
}
