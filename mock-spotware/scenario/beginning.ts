import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import type { Behaviour } from '@/mock-spotware/behaviour'
import type { Persona } from '@/mock-spotware/personas/persona'
import { personas } from '@/mock-spotware/personas/personas'
import type { StartSettings } from '@/mock-spotware/settings'
import { ScenarioError } from './scenario-error'
import { checkUnique, readPeople } from './scenario-people'
import { type ScenarioInput, scenarioSchema } from './scenario-schema'

/** How the world is when it begins, and again after a reset. */
export interface Beginning {
  people: readonly Persona[]
  /** They would be there but for the settings. */
  leftOut: readonly Persona[]
  switches: Partial<Behaviour>
  faults: ScenarioInput['faults']
  /** How far the clock is ahead of the machine's, in milliseconds. */
  clockAhead: number
  /** Changes with the scenario file; empty without one. */
  fingerprint: string
}

/** What the settings ask for. Throws ScenarioError when that cannot be. */
export function chooseBeginning({
  scenario: file,
  personas: wanted,
}: Pick<StartSettings, 'scenario' | 'personas'>): Beginning {
  const beginning = file === undefined ? ordinary : readScenario(file)
  if (wanted.length === 0) return beginning
  const known = beginning.people.map(({ name }) => name)
  const unknown = wanted.find((name) => !known.includes(name))
  if (unknown !== undefined) {
    throw new ScenarioError(
      `there is no persona ${unknown}; --persona takes one of ${known.join(', ')}`,
    )
  }
  const isWanted = ({ name }: Persona) => wanted.includes(name)
  return {
    ...beginning,
    people: beginning.people.filter(isWanted),
    leftOut: beginning.people.filter((person) => !isWanted(person)),
  }
}

/** The built-in people, and nothing unusual. */
const ordinary: Beginning = {
  people: personas,
  leftOut: [],
  switches: {},
  faults: [],
  clockAhead: 0,
  fingerprint: '',
}

function readScenario(file: string): Beginning {
  const text = readText(file)
  try {
    return interpret(text)
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error
    throw new ScenarioError(`the scenario file ${file} cannot be used: ${error.message}`)
  }
}

function interpret(text: string): Beginning {
  const checked = scenarioSchema.safeParse(parseJson(text))
  if (!checked.success) throw new ScenarioError(describeIssues(checked.error))
  const scenario = checked.data
  const builtIn = scenario.personas === 'builtIn' ? personas : []
  const people = [...builtIn, ...readPeople(scenario)]
  checkUnique(people)
  return {
    people,
    leftOut: [],
    switches: scenario.switches,
    faults: scenario.faults,
    clockAhead: scenario.clock?.ahead ?? 0,
    fingerprint: createHash('sha256').update(text).digest('hex').slice(0, 16),
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ScenarioError(`the scenario file ${file} cannot be read (${reason})`)
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ScenarioError(`it is no JSON (${reason}); comments go into "$comment"`)
  }
}

/** One line per mistake, each with the place where it is. */
function describeIssues(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => `${path.length > 0 ? path.join('.') : 'the file'}: ${message}`)
    .join('\n  ')
}
