import { SECTION_TITLES, type SectionTitle } from './header-dictionary'
import { cellsOf } from './parse'
import { readHeaderLine } from './table-kind'

export const HEADER_WITHIN_LINES = 50

const DELIMITERS = [',', ';', '\t'] as const

/** `Deals`, quoted or not, alone on its line or followed by empty cells. */
export function sectionTitleOf(cells: readonly string[]): SectionTitle | null {
  const [first = '', ...others] = cells
  if (others.some((cell) => cell.trim() !== '')) return null
  const word = first.trim().toLowerCase()
  return Object.hasOwn(SECTION_TITLES, word) ? (SECTION_TITLES[word] ?? null) : null
}

function isTitleLine(line: string): boolean {
  if (line.length > 60) return false
  return sectionTitleOf([line.replace(/["',;\t]/g, '')]) !== null
}

/** The first lines of the file and, however far down, each line under a section title. */
function* headerCandidates(lines: readonly string[]): Generator<string> {
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? ''
    const underTitle = index > 0 && isTitleLine(lines[index - 1] ?? '')
    if ((index < HEADER_WITHIN_LINES || underTitle) && line.trim() !== '') yield line
  }
}

/** The separator that makes a known header of some line, the deals table first. */
export function findDelimiter(lines: readonly string[]): string {
  let other: string | null = null
  for (const line of headerCandidates(lines)) {
    const byCount = DELIMITERS.map((delimiter) => ({ delimiter, cells: cellsOf(line, delimiter) }))
    byCount.sort((a, b) => b.cells.length - a.cells.length)
    for (const { delimiter, cells } of byCount) {
      const header = readHeaderLine(cells)
      if (header?.kind === 'deals') return delimiter
      if (header) other ??= delimiter
    }
  }
  return other ?? ','
}
