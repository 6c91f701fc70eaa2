import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Bench, Result } from '@/bench/rig/ratio'
import { toResult } from '@/bench/rig/ratio'
import { ROOT } from './start/run-child'

/**
 * `npm run bench [-- NAME]`: measures the ratios this house promises, one file of `bench/` after the
 * other, or one alone. The results of those that did not run are kept.
 */
const FOLDER = path.join(ROOT, 'bench')
const RESULTS = path.join(FOLDER, 'results.json')

const names = (await readdir(FOLDER))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => path.basename(file, '.ts'))
const wanted = process.argv[2]
const chosen = names.filter((name) => !wanted || name === wanted)
if (chosen.length === 0) {
  console.error(`No bench is called ${wanted}. There are: ${names.join(', ')}`)
  process.exit(1)
}

let missed = 0
for (const name of chosen) {
  console.log(`\n== ${name}`)
  const { default: bench } = (await import(path.join(FOLDER, `${name}.ts`))) as { default: Bench }
  const measured = (await bench()).map((ratio) => [ratio.name, toResult(ratio)] as const)
  console.table(Object.fromEntries(measured))
  missed += measured.filter(([, { ok }]) => !ok).length
  if (!process.env.BENCH_SCALE) await keep(name, Object.fromEntries(measured))
}
process.exit(missed > 0 ? 1 : 0)

async function keep(name: string, measured: Record<string, Result>): Promise<void> {
  const before: Record<string, Result> = JSON.parse(
    await readFile(RESULTS, 'utf8').catch(() => '{}'),
  )
  const others = Object.entries(before).filter(([ratio]) => !ratio.startsWith(`${name}.`))
  const all = Object.fromEntries([...others, ...Object.entries(measured)].sort())
  await writeFile(RESULTS, `${JSON.stringify(all, null, 2)}\n`)
}
