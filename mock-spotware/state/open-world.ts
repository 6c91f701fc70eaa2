import type { Clock } from '@/mock-spotware/clock'
import type { StartSettings } from '@/mock-spotware/settings'
import { World } from '@/mock-spotware/world'
import { readState } from './kept-state'
import { StateFile } from './state-file'
import { StateKeeper } from './state-keeper'

interface OpenedWorld {
  world: World
  /** Absent when nothing is kept. */
  keeper?: StateKeeper
}

/** The world as an earlier run left it, or a fresh one. Nothing is written before something changes. */
export function openWorld(settings: StartSettings, clock?: Clock): OpenedWorld {
  if (settings.stateFile === undefined) return { world: new World(settings, clock) }
  const file = new StateFile(settings.stateFile)
  const world = restoreWorld(settings, clock, file)
  return { world, keeper: new StateKeeper(world, file) }
}

function restoreWorld(settings: StartSettings, clock: Clock | undefined, file: StateFile): World {
  try {
    const text = file.read()
    return new World(settings, clock, text === undefined ? undefined : readState(text, settings))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const aside = file.moveAside()
    process.stderr.write(
      `mock-spotware: the state file ${file.path} cannot be used: ${reason}. It is now ${aside}; the mock starts afresh.\n`,
    )
    return new World(settings, clock)
  }
}
