import path from 'node:path'
import { writeMigration } from '@/lib/db/migrations/write-migration'

const file = await writeMigration(process.argv.slice(2).join(' '))
console.log(
  file
    ? `Wrote ${path.relative(process.cwd(), file)}. Read it, amend it, then: npm run db:migrate`
    : 'schema.prisma and the migrations agree; nothing was written.',
)
