import { sectionTitleOf } from '@/lib/imports/reading/headers/section-titles'
import { readHeaderLine } from '@/lib/imports/reading/table-kind'
import { Lines } from './lines'
import { splitCells } from './split-cells'

export const HEADER_WITHIN_LINES = 50

const DELIMITERS = [',', ';', '\t', '|'] as const
const LONGEST_TITLE = 60

function isTitleLine(line: string): boolean {
  return line.length <= LONGEST_TITLE && sectionTitleOf([line.replace(/["',;\t|]/g, '')]) !== null
}

/** The first lines of the file and, however far down, each line under a section title. */
function* headerCandidates(lines: Lines): Generator<string> {
  let underTitle = false
  for (let line = lines.next(); line !== null; line = lines.next()) {
    if ((lines.number <= HEADER_WITHIN_LINES || underTitle) && line.trim() !== '') yield line
    underTitle = isTitleLine(line)
  }
}

const countOf = (line: string, delimiter: string) => line.split(delimiter).length

/**
 * The separator that makes a known header of some line, the deals table first; else the one that
 * makes the most even columns.
 */
export function findDelimiter(chunks: () => Iterator<string>): string {
  let other: string | null = null
  const first: string[] = []
  for (const line of headerCandidates(new Lines(chunks()))) {
    if (first.length < HEADER_WITHIN_LINES) first.push(line)
    const present = DELIMITERS.filter((delimiter) => line.includes(delimiter))
    present.sort((a, b) => countOf(line, b) - countOf(line, a))
    for (const delimiter of present) {
      const header = readHeaderLine(splitCells(line, delimiter) ?? [])
      if (header?.isDeals) return delimiter
      if (header) other ??= delimiter
    }
  }
  return other ?? mostEven(first) ?? ','
}

/** For tables nobody has described to us: the separator most lines have equally often. */
function mostEven(lines: readonly string[]): string | null {
  let best: { delimiter: string; lines: number; width: number } | null = null
  for (const delimiter of DELIMITERS) {
    const widths = new Map<number, number>()
    for (const line of lines) {
      const width = splitCells(line, delimiter)?.length ?? 0
      if (width > 1) widths.set(width, (widths.get(width) ?? 0) + 1)
    }
    for (const [width, count] of widths) {
      const better = !best || count > best.lines || (count === best.lines && width > best.width)
      if (better) best = { delimiter, lines: count, width }
    }
  }
  return best?.delimiter ?? null
}
