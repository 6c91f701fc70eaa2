import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, fstatSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs'
import path from 'node:path'
import type { PostgresBinaries } from './postgres-binaries'
import type { RunAs } from './run-as'
import { serverEnvironment } from './server-environment'

const LOG_LIMIT_BYTES = 5_000_000

/** Passed at every start rather than written into the cluster, so a new release changes them everywhere. */
function settings(port: number, durable: boolean): Record<string, string> {
  return {
    port: `${port}`,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: '100',
    shared_buffers: '64MB',
    max_wal_size: '256MB',
    min_wal_size: '32MB',
    jit: 'off',
    logging_collector: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
}

export type LaunchedPostgres = {
  child: ChildProcess
  /** What this start has written to the log. */
  output(): string
}

export function launchPostgres({
  dataDir,
  logFile,
  port,
  binaries,
  runAs,
  durable,
}: {
  dataDir: string
  logFile: string
  port: number
  binaries: PostgresBinaries
  runAs: RunAs
  durable: boolean
}): LaunchedPostgres {
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES) {
    truncateSync(logFile)
  }
  const log = openSync(logFile, 'a', 0o600)
  const logStart = fstatSync(log).size
  const flags = Object.entries(settings(port, durable)).flatMap(([k, v]) => ['-c', `${k}=${v}`])
  const { file, args, options } = runAs.command(binaries.postgres, ['-D', dataDir, ...flags], {
    endWithParent: true,
  })
  const child = spawn(file, args, {
    ...options,
    cwd: path.dirname(binaries.postgres),
    env: serverEnvironment(),
    // Its own process group: a ctrl-C in the terminal must reach it last, and through us.
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  child.unref()
  return {
    child,
    output: () => readFileSync(logFile).subarray(logStart).toString('utf8'),
  }
}
