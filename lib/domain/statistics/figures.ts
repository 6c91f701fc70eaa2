import { CHANCE_FIGURES } from './chance-figures'
import { CORE_FIGURES } from './core-figures'
import { COST_FIGURES } from './cost-figures'
import { DAY_DRAWDOWN_FIGURES } from './day-drawdown-figures'
import { DAY_FIGURES } from './day-figures'
import { DISCIPLINE_FIGURES } from './discipline-figures'
import { DRAWDOWN_FIGURES } from './drawdown-figures'
import type { Figure } from './figure'
import { R_FIGURES } from './r-figures'
import { RETURN_FIGURES } from './return-figures'
import { RUN_FIGURES } from './run-figures'
import { SIMULATION_FIGURES } from './simulation-figures'
import { TIME_FIGURES } from './time-figures'

/** Every figure of the journal, each defined once: screens, tooltips and tests read it here. */
export const FIGURES = [
  ...CORE_FIGURES,
  ...COST_FIGURES,
  ...DAY_FIGURES,
  ...R_FIGURES,
  ...RETURN_FIGURES,
  ...DRAWDOWN_FIGURES,
  ...DAY_DRAWDOWN_FIGURES,
  ...RUN_FIGURES,
  ...CHANCE_FIGURES,
  ...TIME_FIGURES,
  ...SIMULATION_FIGURES,
  ...DISCIPLINE_FIGURES,
] as const

export type FigureId = (typeof FIGURES)[number]['id']

type FigureNamed<Id extends FigureId> = Extract<(typeof FIGURES)[number], { id: Id }>

const BY_ID = new Map<string, Figure<FigureId>>(FIGURES.map((figure) => [figure.id, figure]))

export function figureOf<Id extends FigureId>(id: Id): FigureNamed<Id> {
  return BY_ID.get(id) as FigureNamed<Id>
}
