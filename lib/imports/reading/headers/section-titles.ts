import { comparable, type SectionTitle } from './language'
import { LANGUAGES } from './languages'

const titles = new Map<string, SectionTitle>()
const totals = new Set<string>()
for (const language of LANGUAGES) {
  for (const [title, words] of Object.entries(language.sections)) {
    for (const word of words) if (!titles.has(word)) titles.set(word, title as SectionTitle)
  }
  for (const word of language.totals) totals.add(word)
}

const LONGEST_TITLE = 40

/** `Deals`, quoted or not, alone on its line or beside empty cells. */
export function sectionTitleOf(cells: readonly string[]): SectionTitle | null {
  let only: string | null = null
  for (const cell of cells) {
    if (cell === '' || cell.trim() === '') continue
    if (only !== null) return null
    only = cell
  }
  if (only === null || only.length > LONGEST_TITLE) return null
  return titles.get(comparable(only.trim()).replace(/:$/, '')) ?? null
}

export function isTotalsWord(cell: string): boolean {
  return cell.length <= LONGEST_TITLE && totals.has(comparable(cell.trim()).replace(/:$/, ''))
}
