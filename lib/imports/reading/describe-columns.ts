import type { FileRecord } from './containers/table'
import { isDealField } from './headers/fields'
import { isMissing, shown } from './plain-text'
import type { HeaderCell } from './read-header'
import type { ColumnUse } from './types'

const SAMPLES = 3

/** The first three values of a column that say something. */
export function samplesOf(index: number, records: readonly FileRecord[]): string[] {
  const samples: string[] = []
  for (const { cells } of records) {
    const cell = cells[index] ?? ''
    if (isMissing(cell)) continue
    samples.push(shown(cell))
    if (samples.length === SAMPLES) break
  }
  return samples
}

/** Every column of a table that is understood, the unused ones too. */
export function describeColumns(
  headers: readonly HeaderCell[],
  used: ReadonlySet<number>,
  sample: readonly FileRecord[],
  chosen: boolean,
): ColumnUse[] {
  return headers.map(({ index, header, field, proof }) => ({
    position: index + 1,
    header,
    field: field !== null && isDealField(field) && used.has(index) ? field : null,
    confidence: proof || chosen ? 'sure' : field === null ? 'choose' : 'likely',
    samples: samplesOf(index, sample),
  }))
}
