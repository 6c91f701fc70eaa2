import { countOf, formatCount } from '@/components/format/decimal'
import { When } from '@/components/format/when'
import { TextLink } from '@/components/ui/text-link'
import type { ImportView } from '@/lib/domain/views/import'

/** "You uploaded this file on 3 March; 812 of 812 rows are already here." */
export function SameFile({ view: { sameFile, counts } }: { view: ImportView }) {
  if (!sameFile) return null
  const earlier = <TextLink href={`/imports/${sameFile.importId}`}>that import</TextLink>
  if (sameFile.undone)
    return (
      <>
        You uploaded this file on <When at={sameFile.uploadedAt} /> and undid it. Restoring{' '}
        {earlier} brings its trades back as they were.
      </>
    )
  return (
    <>
      You uploaded this file on <When at={sameFile.uploadedAt} />
      {counts ? (
        <>
          ; {formatCount(counts.alreadyHere)} of{' '}
          {countOf(counts.alreadyHere + counts.new + counts.differs, 'row')} are already here
        </>
      ) : null}
      . See {earlier}.
    </>
  )
}
