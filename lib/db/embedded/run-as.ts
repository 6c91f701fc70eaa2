import { type SpawnOptions, spawnSync } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'

/** How a PostgreSQL program is started: the words before it, and the account it runs under. */
export type RunAs = {
  /** Owner of the data directory; null when we are an ordinary user and run it as ourselves. */
  owner: { uid: number; gid: number } | null
  command(
    program: string,
    args: string[],
    options?: { endWithParent?: boolean },
  ): { file: string; args: string[]; options: Pick<SpawnOptions, 'uid' | 'gid'> }
}

/** setpriv of util-linux; BusyBox has a smaller one of the same name that will not do. */
function hasSetpriv(): boolean {
  const help = spawnSync('setpriv', ['--help'], { encoding: 'utf8' })
  return help.status === 0 && help.stdout.includes('--pdeathsig')
}

async function unprivilegedAccount(): Promise<{ uid: number; gid: number }> {
  const accounts = new Map(
    (await readFile('/etc/passwd', 'utf8'))
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name, , uid, gid]) => [name, { uid: Number(uid), gid: Number(gid) }]),
  )
  const account = accounts.get('postgres') ?? accounts.get('nobody')
  if (!account) {
    throw new Error(
      'PostgreSQL refuses to run as root, and there is neither an account "postgres" nor "nobody" to run it as. Run this as an ordinary user, or set DATABASE_URL.',
    )
  }
  return account
}

function canReach(account: { uid: number; gid: number }, paths: string[]): boolean {
  const script = 'for p in "$@"; do test -x "$p" || exit 1; done'
  return spawnSync('/bin/sh', ['-c', script, 'sh', ...paths], { ...account }).status === 0
}

/**
 * PostgreSQL refuses to run as root. Where we are root (containers, CI) it runs as the owner of an
 * existing data directory, else as `postgres` or `nobody`.
 *
 * That account may be unable to walk to the checkout (anything below /root). Then, and only then, it
 * keeps one capability, CAP_DAC_OVERRIDE. `no_setuid_fixup` is needed beside it: without it access(2),
 * which PostgreSQL uses to find its own files, ignores capabilities. The role the application uses is no
 * superuser, so SQL cannot make use of that reach.
 */
export async function chooseRunAs(mustReach: {
  programs: string[]
  dataParent: string
  dataDir: string
}): Promise<RunAs> {
  const setpriv = process.platform === 'linux' && hasSetpriv()
  const deathSignal = (end?: boolean) => (end && setpriv ? ['--pdeathsig', 'INT'] : [])

  if (process.getuid?.() !== 0) {
    return {
      owner: null,
      command: (program, args, options) => {
        const words = deathSignal(options?.endWithParent)
        return words.length > 0
          ? { file: 'setpriv', args: [...words, program, ...args], options: {} }
          : { file: program, args, options: {} }
      },
    }
  }

  const existing = await stat(mustReach.dataDir).catch(() => null)
  const owner =
    existing && existing.uid !== 0
      ? { uid: existing.uid, gid: existing.gid }
      : await unprivilegedAccount()
  const reachable = canReach(owner, [...mustReach.programs, mustReach.dataParent])

  if (!setpriv) {
    if (!reachable) {
      throw new Error(
        `PostgreSQL cannot run as root, and the account it would run as cannot reach ${mustReach.dataParent}. Move the checkout to a directory that others may enter, install util-linux (setpriv), or set DATABASE_URL.`,
      )
    }
    return { owner, command: (program, args) => ({ file: program, args, options: owner }) }
  }

  const identity = ['--reuid', `${owner.uid}`, '--regid', `${owner.gid}`, '--clear-groups']
  const reach = reachable
    ? ['--inh-caps=-all']
    : [
        '--securebits=+no_setuid_fixup',
        '--inh-caps=-all,+dac_override',
        '--ambient-caps=-all,+dac_override',
      ]
  return {
    owner,
    command: (program, args, options) => ({
      file: 'setpriv',
      args: [...identity, ...reach, ...deathSignal(options?.endWithParent), program, ...args],
      options: {},
    }),
  }
}
