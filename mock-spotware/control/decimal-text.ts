import { z } from 'zod'

/** An amount as decimal text, such as "-12.50". */
export const decimalText = z.string().regex(/^-?\d+(\.\d+)?$/, 'must be a decimal string')
