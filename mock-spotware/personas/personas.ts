import { ana } from './ana'
import { ben } from './ben'
import { cho } from './cho'
import { gus } from './gus'
import type { Persona } from './persona'

export const personas: readonly Persona[] = [ana, ben, cho, gus]

/** All personas share it; it protects nothing. */
export const PERSONA_PASSWORD = 'demo'
