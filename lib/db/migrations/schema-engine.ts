import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import type { SchemaEngine } from '@prisma/schema-engine-wasm'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import { MigrationConnections } from './migration-connection'

/**
 * Prisma's own migration engine, compiled to WebAssembly and speaking through the pg driver. The Prisma
 * command line would download a native program for the same work; this needs nothing but npm packages.
 *
 * The package's entry imports the .wasm file as a module, which Node 20 does only behind a flag, so it is
 * put together here.
 */
type Wired = {
  __wbg_set_wasm(exports: WebAssembly.Exports): void
  SchemaEngine: typeof SchemaEngine
}

/** Where the engine leaves its last words; it looks for exactly this global. */
declare global {
  var PRISMA_WASM_PANIC_REGISTRY: { set_message(message: string): void } | undefined
}

/** The engine sets a ten-second alarm for its own lock and never clears it; it must not keep the process alive. */
function withoutHoldingTimers(imports: WebAssembly.ModuleImports): WebAssembly.ModuleImports {
  return Object.fromEntries(
    Object.entries(imports).map(([name, original]) => {
      if (!name.startsWith('__wbg_setTimeout_') || typeof original !== 'function') {
        return [name, original]
      }
      const setUnheld = (...args: unknown[]) => {
        const timer: NodeJS.Timeout = original(...args)
        return timer.unref()
      }
      return [name, setUnheld]
    }),
  )
}

let wired: Promise<Wired> | undefined

async function wire(): Promise<Wired> {
  const entry = createRequire(import.meta.url).resolve(
    '@prisma/schema-engine-wasm/schema_engine_bg',
  )
  const bytes = await readFile(path.join(path.dirname(entry), 'schema_engine_bg.wasm'))
  const module = bindings as unknown as Wired
  const { instance } = await WebAssembly.instantiate(bytes, {
    './schema_engine_bg.js': withoutHoldingTimers(bindings as unknown as WebAssembly.ModuleImports),
  })
  globalThis.PRISMA_WASM_PANIC_REGISTRY ??= {
    set_message: (message) => {
      throw new Error(`The migration engine broke down: ${message}`)
    },
  }
  module.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start
  if (typeof start === 'function') start()
  return module
}

export type EngineTarget = {
  url: string
  /** An empty database to replay the history in. */
  shadowUrl?: string
  /** The schema files, as `[path, content]`. */
  datamodels?: [string, string][]
  /** Scripts that are recorded in the transaction that they run in. */
  migrationScripts?: ReadonlySet<string>
}

export async function withSchemaEngine<T>(
  { datamodels, ...target }: EngineTarget,
  use: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  wired ??= wire()
  const { SchemaEngine } = await wired
  const connections = new MigrationConnections(target)
  try {
    const engine = await SchemaEngine.new(
      { datamodels },
      () => {},
      bindMigrationAwareSqlAdapterFactory(connections),
    )
    try {
      return await use(engine)
    } finally {
      engine.free()
    }
  } finally {
    await connections.close()
  }
}
