import { AppError } from '@/lib/errors'
import { text } from '@/lib/text'

/** Markdown as a trader typed it, in one kind of line end. Nothing but blanks is nothing. */
export const noteText = text(10_000).transform((typed) =>
  typed.trim() === '' ? '' : typed.replace(/\r\n?/g, '\n'),
)

/**
 * Whoever writes says which text it was that they changed: of two windows the later one must not wipe out
 * what the other wrote.
 * @throws AppError CONFLICT when the stored text is neither that one nor already the new one
 */
export function assertUnchanged(
  stored: string,
  { was, text }: { was: string; text: string },
): void {
  if (stored === was || stored === text) return
  throw new AppError('CONFLICT', 'This note was changed in another window meanwhile.')
}
