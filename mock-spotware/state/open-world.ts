import { type Clock, createClock } from '@/mock-spotware/clock'
import { type Beginning, chooseBeginning } from '@/mock-spotware/scenario/beginning'
import type { StartSettings } from '@/mock-spotware/settings'
import { World } from '@/mock-spotware/world'
import { type Origin, readState } from './kept-state'
import { StateFile } from './state-file'
import { StateKeeper } from './state-keeper'

interface OpenedWorld {
  world: World
  /** Absent when nothing is kept. */
  keeper?: StateKeeper
}

interface Ingredients {
  settings: StartSettings
  clock: Clock
  beginning: Beginning
  file: StateFile
}

/**
 * The world as an earlier run left it, or a fresh one. Nothing is written before something changes.
 * Throws ScenarioError when the settings ask for a world that cannot be.
 */
export function openWorld(settings: StartSettings, clock: Clock = createClock()): OpenedWorld {
  const beginning = chooseBeginning(settings)
  clock.advance(beginning.clockAhead)
  if (settings.stateFile === undefined) {
    return { world: new World(settings, clock, undefined, beginning) }
  }
  const file = new StateFile(settings.stateFile)
  const origin = { ...settings, scenario: beginning.fingerprint }
  const world = restoreWorld(origin, { settings, clock, beginning, file })
  return { world, keeper: new StateKeeper(world, file, origin) }
}

function restoreWorld(origin: Origin, { settings, clock, beginning, file }: Ingredients): World {
  try {
    const text = file.read()
    const kept = text === undefined ? undefined : readState(text, origin)
    return new World(settings, clock, kept, beginning)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const aside = file.moveAside()
    process.stderr.write(
      `mock-spotware: the state file ${file.path} cannot be used: ${reason}. It is now ${aside}; the mock starts afresh.\n`,
    )
    return new World(settings, clock, undefined, beginning)
  }
}
