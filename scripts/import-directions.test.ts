import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')
const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome')

/** Whether our linter's settings accept a file at this place that imports this. */
function accepts(place: string, specifier: string): boolean {
  const directory = mkdtempSync(path.join(tmpdir(), 'directions-'))
  try {
    copyFileSync(path.join(root, 'biome.json'), path.join(directory, 'biome.json'))
    const file = path.join(directory, place)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, `import '${specifier}'\n`)
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [biome, 'lint', '--vcs-enabled=false', '--only=style/noRestrictedImports', place],
      { cwd: directory, encoding: 'utf8' },
    )
    const output = `${stdout}${stderr}`
    if (!output.includes('Checked 1 file')) throw new Error(`The linter did not run: ${output}`)
    return status === 0
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

test.each([
  ['app/page.tsx', '@/lib/ctrader/socket'],
  ['app/api/trades/route.ts', '@/lib/grants/vault'],
  ['app/api/trades/route.ts', '@/lib/sync/sync-account'],
  ['app/api/trades/route.ts', '@/lib/notices/mail-server'],
  ['app/page.tsx', '@/workers/start-worker'],
  ['app/page.tsx', '@/mock-spotware/start'],
  ['components/trades/trades.ts', '@/lib/db/client'],
  ['components/trades/trades.ts', '@/lib/journal/list-trades'],
  ['lib/domain/trade.ts', '@/lib/db/client'],
  ['lib/domain/trade.ts', '@/lib/log'],
  ['lib/domain/trade.ts', 'node:fs'],
  ['lib/ledger/record-deals.ts', '@/lib/ctrader/mapper'],
  ['lib/ledger/record-deals.ts', '@/lib/imports/types'],
  ['lib/ctrader/socket.ts', '@/lib/db/client'],
  ['lib/imports/reading/open-import-file.ts', '@/lib/ledger/record-deals'],
  ['lib/imports/reading/containers/table.ts', '@/lib/imports/preview'],
  ['lib/sync/sync-account.ts', 'next/server'],
  ['lib/sync/sync-account.ts', '@/app/page'],
  ['lib/journal/dashboard.ts', '@/components/ui/button'],
  ['workers/work-loop.ts', '@/components/ui/button'],
  ['workers/work-loop.ts', '@/mock-spotware/start'],
  ['mock-spotware/start.ts', '@/lib/ctrader/schema'],
  ['mock-spotware/crm/crm.ts', '@/mock-spotware/world'],
  ['mock-spotware/accounts/account-book.ts', '@/mock-spotware/history/account-life'],
  ['mock-spotware/ctrader-id/pages.ts', '@/mock-spotware/platform/platform'],
  ['mock-spotware/crm/crm.ts', '@/lib/log'],
  ['mock-spotware/crm-check/main.ts', '@/mock-spotware/crm/contract-errors'],
  ['lib/sync/sync-account.ts', '../ledger/record-deals'],
])('%s may not import %s', (place, specifier) => {
  expect(accepts(place, specifier)).toBe(false)
})

test.each([
  ['app/api/trades/route.ts', '@/lib/journal/list-trades'],
  ['app/page.tsx', '@/components/dashboard/dashboard-screen'],
  ['app/page.tsx', '@/lib/notices/list-outbox'],
  ['components/trades/trades.ts', '@/lib/domain/views/trades'],
  ['components/trades/trades.ts', '@/components/ui/button'],
  ['lib/domain/trade.ts', '@/lib/domain/decimal'],
  ['lib/domain/trade.ts', './decimal'],
  ['lib/imports/reading/containers/table.ts', '@/lib/imports/reading/types'],
  ['lib/sync/sync-account.ts', '@/lib/ctrader/schema'],
  ['lib/sync/sync-account.ts', '@/lib/ledger/record-deals'],
  ['workers/work-loop.ts', '@/lib/sync/record-failure'],
  ['mock-spotware/start.ts', '@/mock-spotware/world'],
])('%s may import %s', (place, specifier) => {
  expect(accepts(place, specifier)).toBe(true)
})
