import type { z } from 'zod'

/** Variables as the process was given them. One that is empty counts as missing. */
export type Given = Readonly<Record<string, string | undefined>>

/**
 * Reads the variables that settings name, each with the prefix before it.
 * @returns the settings, or what is wrong with each variable, never with its value
 */
export function checkSettings<Settings extends z.ZodObject>(
  settings: Settings,
  given: Given,
  prefix = '',
): { data: z.output<Settings>; problems: [] } | { data: null; problems: string[] } {
  const present = Object.fromEntries(
    Object.keys(settings.shape).map((name) => [name, given[prefix + name] || undefined]),
  )
  const result = settings.safeParse(present)
  if (result.success) return { data: result.data, problems: [] }
  const problems = result.error.issues.map((issue) => {
    const name = issue.path.join('.')
    return `${prefix}${name} ${present[name] === undefined ? 'is missing' : issue.message}`
  })
  return { data: null, problems }
}
