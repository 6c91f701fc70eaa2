import { checkDrift, SchemaDrift } from '@/lib/db/migrations/check-drift'

try {
  await checkDrift()
  console.log('schema.prisma and the migrations agree.')
} catch (error) {
  if (!(error instanceof SchemaDrift)) throw error
  console.error(error.message)
  process.exitCode = 1
}
