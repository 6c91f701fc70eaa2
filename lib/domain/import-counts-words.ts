import type { ImportCounts } from './views/import'

const NUMBER = new Intl.NumberFormat('en-GB')

/** "812 already here, 37 new, 2 differ." Nothing is said of what is here where nothing is, but all is new. */
export function importCountsInWords(counts: ImportCounts): string {
  const { alreadyHere, new: fresh, differs, problems, fills } = counts
  const parts = [
    alreadyHere > 0 || fresh === 0 ? `${NUMBER.format(alreadyHere)} already here` : null,
    `${NUMBER.format(fresh)} new`,
    differs > 0 ? `${NUMBER.format(differs)} ${differs === 1 ? 'differs' : 'differ'}` : null,
    problems > 0 ? `${NUMBER.format(problems)} cannot be read` : null,
  ].filter((part) => part !== null)
  if (fills === 0) return `${parts.join(', ')}.`
  const added =
    fills === 1
      ? '1 deal that is here gets details.'
      : `${NUMBER.format(fills)} deals that are here get details.`
  return `${parts.join(', ')}. ${added}`
}
