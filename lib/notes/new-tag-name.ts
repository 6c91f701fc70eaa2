import { z } from 'zod'
import { LONGEST_TAG, tagName } from '@/lib/domain/tag'
import { text } from '@/lib/text'

/** A tag's name as it is kept. */
export const newTagName = text(LONGEST_TAG)
  .transform(tagName)
  .pipe(z.string().min(1, 'A tag needs a name.'))
