import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'

const run = promisify(execFile)

/** What the log of a process of its own holds after it ran this. */
async function logged(script: string): Promise<string> {
  const source = `import { log } from './lib/log.ts'\n${script}`
  const node = ['--import', 'tsx', '--input-type=module', '--eval', source]
  const { stdout, stderr } = await run(process.execPath, node, {
    env: { ...process.env, LOG_LEVEL: 'debug' },
  })
  return stdout + stderr
}

const SECRET = 'VALUE-nobody-may-see'
/** Names under which our own types, the wire, HTTP and the settings hold something secret. */
const SECRET_FIELDS: [string, string[]][] = [
  [
    'tokens and codes',
    ['accessToken', 'refreshToken', 'access_token', 'refresh_token', 'token', 'code', 'state'],
  ],
  ['secrets', ['clientSecret', 'client_secret', 'secret', 'password']],
  ['headers', ['cookie', 'authorization']],
  ['settings', ['AUTH_SECRET', 'TOKEN_KEYS', 'CTRADER_CLIENT_SECRET', 'DATABASE_URL']],
]

describe('a log', () => {
  test.each(SECRET_FIELDS)('never holds %s, however deep we write them', async (_, fields) => {
    const output = await logged(`
      for (const field of ${JSON.stringify(fields)}) {
        const value = { [field]: '${SECRET} ' + field }
        log.info(value, 'flat')
        log.warn({ grant: value }, 'in an object')
        log.error({ request: { query: value }, list: [value] }, 'deeper')
        log.child(value).info('by a child')
      }`)
    expect(output.trim().split('\n')).toHaveLength(4 * fields.length)
    expect(fields.filter((field) => output.includes(`${SECRET} ${field}`))).toEqual([])
  })

  test('keeps what is not secret', async () => {
    const output = await logged(`log.info({ kind: 'account.sync', providerCode: 'X' }, 'done')`)
    expect(JSON.parse(output)).toMatchObject({
      kind: 'account.sync',
      providerCode: 'X',
      msg: 'done',
    })
  })

  test('carries the id of the press or step it is about', async () => {
    const output = await logged(`
      const { withCorrelation } = await import('./lib/correlation.ts')
      await withCorrelation('a-press', async () => {
        await new Promise((resolve) => setImmediate(resolve))
        log.info('within')
      })
      log.info('without')`)
    const [within, without] = output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(within).toMatchObject({ correlationId: 'a-press', msg: 'within' })
    expect(without).not.toHaveProperty('correlationId')
  })

  test('holds of an error its name, message and code, not what it carries', async () => {
    const output = await logged(`
      const cause = Object.assign(new Error('${SECRET}'), { url: '${SECRET}' })
      const error = new Error('fetch failed', { cause })
      log.error({ error: Object.assign(error, { code: 'ECONNRESET', request: { url: '${SECRET}' } }) }, 'failed')
      log.error({ error: { message: '${SECRET}' } }, 'no error at all')`)
    expect(output).not.toContain(SECRET)
    expect(JSON.parse(output.split('\n')[0] ?? '')).toMatchObject({
      error: { name: 'Error', message: 'fetch failed', errorCode: 'ECONNRESET' },
    })
  })
})
