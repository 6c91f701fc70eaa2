import { z } from 'zod'

/** Text that PostgreSQL can hold: anything but NUL. */
export function text(maxLength: number) {
  return z
    .string()
    .max(maxLength, `This may have at most ${maxLength} characters.`)
    .refine((value) => !value.includes('\0'), 'This holds a character that cannot be kept.')
}
