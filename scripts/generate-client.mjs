import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

/**
 * Writes the Prisma client to lib/db/generated. Runs after every `npm install`, so it is plain JavaScript,
 * needs no network and ends at once when nothing has changed.
 */
const root = path.resolve(import.meta.dirname, '..')
const schemaFile = path.join(root, 'prisma', 'schema.prisma')
const output = path.join(root, 'lib', 'db', 'generated')
const stampFile = path.join(output, 'made-from.sha256')

if (!existsSync(schemaFile)) {
  console.log('No prisma/schema.prisma, so no database client to generate.')
  process.exit(0)
}

const require = createRequire(import.meta.url)
const { version } = require('prisma/package.json')
const fingerprint = createHash('sha256')
  .update(version)
  .update(readFileSync(schemaFile))
  .digest('hex')

if (existsSync(stampFile) && readFileSync(stampFile, 'utf8').trim() === fingerprint) {
  process.exit(0)
}

const { status, stdout, stderr, error } = spawnSync(
  process.execPath,
  [require.resolve('prisma/build/index.js'), 'generate', '--no-hints'],
  {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      // The command line insists on having its native migration engine, and would download it. Generating
      // never starts it, and migrations use the WebAssembly one, so any program will do.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  },
)
if (status !== 0) {
  console.error(stdout, stderr, error ?? '')
  console.error('The database client could not be generated from prisma/schema.prisma.')
  process.exit(1)
}
writeFileSync(stampFile, `${fingerprint}\n`)
console.log('Generated the database client.')
