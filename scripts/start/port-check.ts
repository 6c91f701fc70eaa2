import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { createServer } from 'node:net'

export type WantedPort = { port: number; purpose: string; setting: string }

export class PortsInUse extends Error {
  override readonly name = 'PortsInUse'
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false)
      // No IPv6 here, say: then nobody can be in the way there.
      else if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') resolve(true)
      else reject(error)
    })
    server.listen(port, host, () => server.close(() => resolve(true)))
  })
}

export async function isPortFree(port: number): Promise<boolean> {
  // "localhost" is either, and which one differs between machines.
  for (const host of ['127.0.0.1', '::1']) if (!(await canListen(port, host))) return false
  return true
}

/** Names all of them at once, with who holds each and which setting moves ours elsewhere. */
export async function requireFreePorts(wanted: WantedPort[]): Promise<void> {
  const problems: string[] = []
  for (const { port, purpose, setting } of wanted) {
    if (port === 0 || (await isPortFree(port))) continue
    const holder = whoListensOn(port)
    problems.push(
      `Port ${port} (${purpose}) is in use${holder ? ` by ${holder}` : ''}. Stop that program, or choose another port with ${setting}, for example: ${setting}=${port + 1} npm start`,
    )
  }
  if (problems.length > 0) throw new PortsInUse(problems.join('\n'))
}

/** "process 1234 (node server.js)", or null where the system does not tell. */
export function whoListensOn(port: number): string | null {
  const pid = pidFromProc(port) ?? pidFromLsof(port)
  if (pid === null) return null
  const command = commandOf(pid)
  return command ? `process ${pid} (${command})` : `process ${pid}`
}

const LISTEN = '0A'

function pidFromProc(port: number): number | null {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0')
  const sockets = new Set<string>()
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of readOrEmpty(table).split('\n')) {
      const fields = line.trim().split(/\s+/)
      if (fields[3] === LISTEN && fields[1]?.endsWith(`:${wanted}`) && fields[9]) {
        sockets.add(`socket:[${fields[9]}]`)
      }
    }
  }
  if (sockets.size === 0) return null
  for (const pid of listOrEmpty('/proc').filter((name) => /^\d+$/.test(name))) {
    for (const descriptor of listOrEmpty(`/proc/${pid}/fd`)) {
      if (sockets.has(linkOrEmpty(`/proc/${pid}/fd/${descriptor}`))) return Number(pid)
    }
  }
  return null
}

function pidFromLsof(port: number): number | null {
  const { stdout } = spawnSync('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-t'], {
    encoding: 'utf8',
  })
  const pid = Number(stdout?.split('\n')[0])
  return Number.isInteger(pid) && pid > 0 ? pid : null
}

/** The program and its first argument; more could hold something private. */
function commandOf(pid: number): string {
  const words = readOrEmpty(`/proc/${pid}/cmdline`).split('\0').filter(Boolean)
  return words.slice(0, 2).join(' ').slice(0, 120)
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function listOrEmpty(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function linkOrEmpty(link: string): string {
  try {
    return readlinkSync(link)
  } catch {
    return ''
  }
}
