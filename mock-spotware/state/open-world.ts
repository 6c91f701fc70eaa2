import { type Clock, createClock } from '@/mock-spotware/clock'
import type { IssuedSecret } from '@/mock-spotware/issued-secrets'
import { type Beginning, chooseBeginning } from '@/mock-spotware/scenario/beginning'
import type { StartSettings } from '@/mock-spotware/settings'
import { World } from '@/mock-spotware/world'
import { IssuedFile } from './issued-file'
import { type Origin, readState } from './kept-state'
import { LeftOutRecords } from './left-out-records'
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
  issued: readonly IssuedSecret[]
  leftOut: LeftOutRecords
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
  const issuedFile = new IssuedFile(settings.stateFile)
  const issued = issuedFile.read()
  const leftOut = new LeftOutRecords()
  const world = restoreWorld(origin, { settings, clock, beginning, file, issued, leftOut })
  return { world, keeper: new StateKeeper({ world, file, issuedFile, origin, leftOut }) }
}

function restoreWorld(
  origin: Origin,
  { settings, clock, beginning, file, issued, leftOut }: Ingredients,
): World {
  try {
    const text = file.read()
    const state = text === undefined ? undefined : readState(text, origin)
    const kept = state && leftOut.takeOut(state, beginning.leftOut)
    return new World(settings, clock, kept, beginning, issued)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const aside = file.moveAside()
    process.stderr.write(
      `mock-spotware: the state file ${file.path} cannot be used: ${reason}. It is now ${aside}; the mock starts afresh.\n`,
    )
    leftOut.clear()
    return new World(settings, clock, undefined, beginning, issued)
  }
}
