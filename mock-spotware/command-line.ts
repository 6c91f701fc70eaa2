import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type StartSettingsInput, startSettingsSchema } from './settings'

const LIST_SETTING = 'redirectUris'

/** One setting as the command line and the environment know it. */
interface Flag {
  setting: string
  name: string
  variable: string
  schema: z.ZodType
  isList: boolean
}

const flags: Flag[] = Object.entries(startSettingsSchema.shape).map(([setting, schema]) => {
  const isList = setting === LIST_SETTING
  const name = (isList ? 'redirectUri' : setting).replace(/[A-Z]/g, (letter) => `-${letter}`)
  const kebab = name.toLowerCase()
  const variable = `MOCK_SPOTWARE_${kebab.toUpperCase().replaceAll('-', '_')}`
  return { setting, name: kebab, variable, schema, isList }
})

type Environment = Readonly<Record<string, string | undefined>>

/** The arguments cannot be used; the message says why. */
export class UsageError extends Error {}

/** Settings from flags, else from the environment; `help` when that was asked for. */
export function readCommandLine(
  args: string[],
  environment: Environment,
): StartSettingsInput | 'help' {
  const values = parseFlags(args)
  if (values.help === true) return 'help'
  const settings: Record<string, unknown> = {}
  for (const flag of flags) {
    const given = values[flag.name] ?? fromEnvironment(flag, environment)
    if (given === undefined) continue
    settings[flag.setting] = Array.isArray(given) ? given : readValue(String(given), flag.schema)
  }
  const checked = startSettingsSchema.safeParse(settings)
  if (checked.success) return checked.data
  const problems = checked.error.issues.map((issue) => {
    const flag = flags.find(({ setting }) => setting === issue.path[0])
    return `--${flag?.name}: ${issue.message}`
  })
  throw new UsageError(problems.join('\n'))
}

export function helpText(): string {
  const lines = flags.map(({ name, variable, schema }) => {
    const normal = schema instanceof z.ZodDefault ? ` (default ${schema.def.defaultValue})` : ''
    return `  --${name.padEnd(32)} ${variable}\n      ${schema.description ?? ''}${normal}`
  })
  return `mock-spotware: a stand-in for cTrader ID and the cTrader Open API, on 127.0.0.1 only

Every setting is a flag or an environment variable; the flag wins. Port 0 takes a free port.

${lines.join('\n')}
`
}

type FlagValue = string | boolean | (string | boolean)[] | undefined

function parseFlags(args: string[]): Record<string, FlagValue> {
  const options = Object.fromEntries([
    ['help', { type: 'boolean' as const, short: 'h' }],
    ...flags.map(({ name, isList }) => [name, { type: 'string' as const, multiple: isList }]),
  ])
  try {
    return parseArgs({ args, options }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'the arguments are unusable')
  }
}

function fromEnvironment({ variable, isList }: Flag, environment: Environment) {
  const text = environment[variable]
  if (text === undefined || text === '') return undefined
  return isList ? text.split(',') : text
}

/** A number where the setting takes one, the text itself otherwise. */
function readValue(text: string, schema: z.ZodType): unknown {
  const number = Number(text)
  return text.trim() !== '' && schema.safeParse(number).success ? number : text
}
