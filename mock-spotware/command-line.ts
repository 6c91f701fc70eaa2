import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type StartSettingsInput, startSettingsSchema } from './settings'

/** Settings that take several values, and the flag that gives one of them. */
const listFlags: Record<string, string> = { redirectUris: 'redirectUri', personas: 'persona' }

/** One setting as the command line and the environment know it. */
interface Flag {
  setting: string
  name: string
  variable: string
  schema: z.ZodType
  isList: boolean
}

const flags: Flag[] = Object.entries(startSettingsSchema.shape).map(([setting, schema]) => {
  const listFlag = listFlags[setting]
  const isList = listFlag !== undefined
  const name = (listFlag ?? setting).replace(/[A-Z]/g, (letter) => `-${letter}`)
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

/** Settings under one heading of the help; what is in none of them is a switch. */
const groups: { title: string; settings: readonly string[] }[] = [
  {
    title: 'Where it listens',
    settings: [
      'httpPort',
      'crmPort',
      'livePort',
      'demoPort',
      'liveJsonPort',
      'demoJsonPort',
      'caFile',
    ],
  },
  {
    title: 'The world in it',
    settings: ['seed', 'personas', 'scenario', 'stateFile', 'reversalForm', 'recordIds'],
  },
  {
    title: 'The application, and the secrets both sides know',
    settings: ['clientId', 'clientSecret', 'redirectUris', 'crmPassword'],
  },
]

export function helpText(): string {
  const grouped = groups.flatMap(({ settings }) => settings)
  const sections = groups.map(({ title, settings }) => ({
    title,
    flags: settings.flatMap((setting) => flags.filter((flag) => flag.setting === setting)),
  }))
  const switches = {
    title: 'Switches: how it behaves (also in /control/behaviour, while it runs)',
    flags: flags.filter(({ setting }) => !grouped.includes(setting)),
  }
  return `mock-spotware: cTrader ID, the cTrader Open API and a broker's CRM, offline, on 127.0.0.1 only

Usage: npm run mock -- [--flag value]...

Every setting is a flag or an environment variable; the flag wins. Port 0 takes a free port.
GET http://localhost:4400/control/application tells client id and secret, all addresses and the certificate's file.

"npm run mock" shares application, certificate and kept state with "npm start" and "npm run worker" of this folder
(in .data/); with --scenario, --seed or --persona it keeps nothing. "npx tsx mock-spotware/main.ts" has only the defaults below.

Examples
  npm run mock                                     everybody, on the usual ports
  npm run mock -- --seed 7 --persona ana           other prices and histories, only ana
  npm run mock -- --scenario my-scenario.json      your own people, trades, switches and faults
  npm run mock -- --state-file mock-state.json     tokens and hand-made trades survive a restart
  npm run mock -- --chunk-size 50 --echo-state echo

${[...sections, switches].map(describeSection).join('\n')}`
}

function describeSection(section: { title: string; flags: Flag[] }): string {
  return `${section.title}\n${section.flags.map(describeFlag).join('')}`
}

function describeFlag({ name, variable, schema }: Flag): string {
  const facts = [
    schema.description ?? name.replaceAll('-', ' '),
    describeChoices(schema),
    describeDefault(schema),
  ]
  const text = facts.filter((fact) => fact !== '').join('; ')
  return `  --${name.padEnd(36)} ${variable}\n      ${text}\n`
}

function describeDefault(schema: z.ZodType): string {
  if (!(schema instanceof z.ZodDefault)) return ''
  const value = schema.def.defaultValue
  if (Array.isArray(value)) return value.length > 0 ? `default ${value.join(',')}` : ''
  return `default ${value}`
}

/** The values of a setting that has only a few. */
function describeChoices(schema: z.ZodType): string {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  const choices = json.enum ?? json.anyOf?.flatMap((one) => ('const' in one ? [one.const] : []))
  return choices && choices.length > 0 ? `one of ${choices.join(' ')}` : ''
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

/** A number or a yes or no where the setting takes one, the text itself otherwise. */
function readValue(text: string, schema: z.ZodType): unknown {
  const truth = text === 'true'
  if ((truth || text === 'false') && schema.safeParse(truth).success) return truth
  const number = Number(text)
  return text.trim() !== '' && schema.safeParse(number).success ? number : text
}
