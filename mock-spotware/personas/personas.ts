import { ana } from './ana'
import { ben } from './ben'
import { cho } from './cho'
import { dia } from './dia'
import { eli } from './eli'
import { fay } from './fay'
import { gus } from './gus'
import type { Persona } from './persona'

export const personas: readonly Persona[] = [ana, ben, cho, dia, eli, fay, gus]

/** All personas share it; it protects nothing. */
export const PERSONA_PASSWORD = 'demo'
