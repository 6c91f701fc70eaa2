import Papa from 'papaparse'
import { inMemory } from '@/lib/imports/reading/containers/byte-source'
import { openImportFile } from '@/lib/imports/reading/open-import-file'
import { historyFile, statementFile } from './history-file'
import { median } from './median'
import type { Ratio } from './ratio'
import { say } from './say'
import { scaled } from './scale'

const ROWS = scaled(200_000)
const ROUNDS = 5

/**
 * Everything between bytes and deals (decoding, recognising, two looks at every row, all checks) beside
 * papaparse alone splitting the same text into cells. The slower of the two kinds of file counts.
 */
export function measureParsing(): Ratio[] {
  const kinds = { quoted: historyFile(ROWS), unquoted: statementFile(ROWS) }
  const ratios = Object.entries(kinds).map(([kind, bytes]) => {
    const ours: number[] = []
    const bare: number[] = []
    // The first round lets both be compiled.
    for (let round = 0; round <= ROUNDS; round++) {
      const [one, other] = [secondsOf(() => readAll(bytes)), secondsOf(() => parseBare(bytes))]
      if (round === 0) continue
      ours.push(one)
      bare.push(other)
    }
    const ratio = median(bare) / median(ours)
    say(`${kind}: parsed and mapped at ${ratio.toFixed(2)} of the pace of papaparse alone`)
    return ratio
  })
  return [{ name: 'import.parseRatio', value: Math.min(...ratios), atLeast: 0.5 }]
}

function readAll(bytes: Uint8Array): void {
  const file = openImportFile(inMemory(bytes))
  if (file.status !== 'opened') throw new Error(`The file is ${file.status}`)
  let read = 0
  for (const row of file.rows()) if (row.status === 'ok') read++
  if (read !== ROWS) throw new Error(`${read} of ${ROWS} rows are deals`)
}

function parseBare(bytes: Buffer): void {
  const { data } = Papa.parse(bytes.toString('utf8'), { skipEmptyLines: true })
  if (data.length !== ROWS + 1) throw new Error(`papaparse found ${data.length} lines`)
}

function secondsOf(work: () => void): number {
  const start = performance.now()
  work()
  return (performance.now() - start) / 1000
}
