import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')
const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome')

type Import = [place: string, specifier: string]

const REFUSED: Import[] = [
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
]

const ACCEPTED: Import[] = [
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
]

/** Refused everywhere, so a file in which it is found was looked at. */
const CONTROL = '../control'

/** What our linter's settings refuse, as place and specifier. */
let refused: Set<string>

beforeAll(() => {
  const directory = realpathSync(mkdtempSync(path.join(tmpdir(), 'directions-')))
  try {
    copyFileSync(path.join(root, 'biome.json'), path.join(directory, 'biome.json'))
    const importsOf = new Map<string, string[]>()
    for (const [place, specifier] of [...REFUSED, ...ACCEPTED])
      importsOf.set(place, [...(importsOf.get(place) ?? [CONTROL]), specifier])
    for (const [place, specifiers] of importsOf) {
      const file = path.join(directory, place)
      mkdirSync(path.dirname(file), { recursive: true })
      writeFileSync(file, specifiers.map((specifier) => `import '${specifier}'\n`).join(''))
    }
    refused = lint(directory, importsOf)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
})

/** One run for all files: starting the linter takes longer than its work. */
function lint(directory: string, importsOf: Map<string, string[]>): Set<string> {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      ...[biome, 'lint', '--vcs-enabled=false', '--only=style/noRestrictedImports'],
      ...['--reporter=github', '--max-diagnostics=none', ...importsOf.keys()],
    ],
    { cwd: directory, encoding: 'utf8' },
  )
  const findings = stdout.matchAll(/noRestrictedImports,file=([^,]+),line=(\d+)/g)
  const found = new Set(
    [...findings].map(([, file = '', line]) => {
      const place = path.relative(directory, path.resolve(directory, file))
      return `${place} ${importsOf.get(place)?.[Number(line) - 1]}`
    }),
  )
  const unseen = [...importsOf.keys()].filter((place) => !found.has(`${place} ${CONTROL}`))
  if (unseen.length > 0) throw new Error(`The linter did not look at ${unseen}: ${stderr}`)
  return found
}

test.each(REFUSED)('%s may not import %s', (place, specifier) => {
  expect(refused).toContain(`${place} ${specifier}`)
})

test.each(ACCEPTED)('%s may import %s', (place, specifier) => {
  expect(refused).not.toContain(`${place} ${specifier}`)
})
