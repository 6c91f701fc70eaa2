import { text } from '@/lib/text'

/** Markdown as a trader typed it, in one kind of line end. Nothing but blanks is nothing. */
export const noteText = text(10_000).transform((typed) =>
  typed.trim() === '' ? '' : typed.replace(/\r\n?/g, '\n'),
)
