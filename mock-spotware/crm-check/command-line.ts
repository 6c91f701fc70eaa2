import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { CrmCheckSettings } from './crm-under-test'
import { type PassingTime, waiting } from './passing-time'
import { runShellCommand } from './shell-command'
import { tokenSource } from './token-source'

/** The arguments cannot be used; the message says why. */
export class UsageError extends Error {}

export interface CommandLine {
  settings: CrmCheckSettings
  isStrict: boolean
  isJson: boolean
}

const PASSWORD_VARIABLE = 'CRM_CHECK_PASSWORD'
/** One second more than a one-time token usually lives. */
const USUAL_WAIT_SECONDS = 61

const options = {
  password: { type: 'string' },
  'one-time-token': { type: 'string', multiple: true },
  'one-time-token-command': { type: 'string' },
  'with-keep-token': { type: 'string', multiple: true },
  'with-keep-token-command': { type: 'string' },
  'user-id': { type: 'string' },
  'wait-expiry': { type: 'string' },
  'advance-command': { type: 'string' },
  'access-token-life': { type: 'string' },
  timeout: { type: 'string' },
  'command-timeout': { type: 'string' },
  strict: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

export const HELP = `crm-check: does a broker's CRM keep the contract of the five endpoints that cTrader calls?

  npm run crm:check -- <base URL> --password PASSWORD [options]

The base URL is the client area; /oauth2/… is put behind it. The password is the one of
POST /oauth2/crmApiToken; ${PASSWORD_VARIABLE} in the environment keeps it out of the process list.

Signing somebody in (one-time tokens are short-lived and used up)
  --one-time-token TOKEN           of a login without "keep me logged in"; may be repeated (up to 3)
  --one-time-token-command CMD     a shell command that makes such a login and prints the token
  --with-keep-token TOKEN          of a login with "keep me logged in"; may be repeated (up to 3)
  --with-keep-token-command CMD    the same as a command
  --user-id ID                     the user all of them belong to

Expiry
  --wait-expiry SECONDS            a one-time token has expired after so long; waits for it
  --advance-command CMD            moves the CRM's clock forward by $ADVANCE_SECONDS instead of waiting
  --access-token-life SECONDS      a long-term access token has expired after so long

  --timeout SECONDS                for one answer (default 10)
  --command-timeout SECONDS        for one of the commands above (default 60)
  --strict                         warnings are failures
  --json                           for machines
  --help

A check says how sure it is: [S] official text, [D] documented, [D1] documented in one edition only,
[I] inferred where the documents are silent. A check of the last two kinds only warns. What could not
be looked at is "not checked", never passed. Exit code: 0 nothing failed, 1 something did, 2 usage.
`

/** `help` when that was asked for; throws UsageError. */
export function readCommandLine(
  args: string[],
  environment: Readonly<Record<string, string | undefined>>,
  tell: (line: string) => void,
): CommandLine | 'help' {
  const { values, positionals } = parse(args)
  if (values.help) return 'help'
  const [baseUrl, ...others] = positionals
  if (baseUrl === undefined || others.length > 0) throw new UsageError('give one base URL')
  const password = values.password ?? environment[PASSWORD_VARIABLE]
  if (!password) throw new UsageError(`give --password or ${PASSWORD_VARIABLE}`)

  const commandTimeout = seconds('command-timeout', values['command-timeout']) ?? 60
  const tokens = (login: 'one-time-token' | 'with-keep-token') =>
    tokenSource(values[login] ?? [], values[`${login}-command`], {
      option: `--${login}-command`,
      timeoutSeconds: commandTimeout,
    })
  const advance = values['advance-command']
  const oneTimeTokenSeconds = seconds('wait-expiry', values['wait-expiry'])
  return {
    isStrict: values.strict ?? false,
    isJson: values.json ?? false,
    settings: {
      baseUrl: checkedBaseUrl(baseUrl),
      password,
      userId: numberOf('user-id', values['user-id'], z.int().positive()),
      timeoutSeconds: seconds('timeout', values.timeout) ?? 10,
      plainTokens: tokens('one-time-token'),
      keepTokens: tokens('with-keep-token'),
      time: advance === undefined ? waiting(tell) : advancing(advance, commandTimeout),
      oneTimeTokenSeconds:
        advance === undefined ? oneTimeTokenSeconds : (oneTimeTokenSeconds ?? USUAL_WAIT_SECONDS),
      accessTokenSeconds: seconds('access-token-life', values['access-token-life']),
    },
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'the arguments are unusable')
  }
}

function checkedBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new UsageError('the base URL must begin with https:// or http://')
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new UsageError('the base URL is an address and a path, nothing more')
  }
  return url.href.replace(/\/+$/, '')
}

function seconds(option: string, text: string | undefined): number | undefined {
  return numberOf(option, text, z.number().positive())
}

function numberOf(option: string, text: string | undefined, schema: z.ZodType<number>) {
  if (text === undefined) return undefined
  const number = schema.safeParse(text.trim() === '' ? undefined : Number(text))
  if (!number.success) throw new UsageError(`--${option} takes a positive number`)
  return number.data
}

function advancing(command: string, timeoutSeconds: number): PassingTime {
  return {
    canSkip: true,
    async pass(time) {
      const variables = { ADVANCE_SECONDS: String(time) }
      const option = '--advance-command'
      await runShellCommand(command, { option, timeoutSeconds, variables })
    },
  }
}
