import { z } from 'zod'
import { wish } from '@/lib/agenda/wish'
import type { Database, Transaction } from '@/lib/db/client'
import { AppError, notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { visibleAccounts } from '@/lib/journal/visible-accounts'
import { text } from '@/lib/text'
import { linesWith } from './problem-groups'
import { DEAL_FIELDS } from './reading/headers/fields'
import type { Corrections, ImportChoices } from './reading/types'
import { stillRecalled } from './saved-answers'

/** Fourteen hours either way: the widest offsets in use. */
const MAX_OFFSET_MINUTES = 14 * 60

/** States in which a file can be read otherwise. */
export const CHANGEABLE = new Set<string>(['READING', 'REFUSED', 'READY', 'FAILED'])

/** The trader's answers to what a file does not say. */
export const Choices = z.object({
  utcOffsetMinutes: z.number().int().min(-MAX_OFFSET_MINUTES).max(MAX_OFFSET_MINUTES).optional(),
  dateOrder: z.enum(['day-first', 'month-first']).optional(),
  decimalMark: z.enum(['.', ',']).optional(),
  netColumn: text(200).optional(),
  simulated: z.boolean().optional(),
  sheet: text(200).optional(),
  /** Column, counted from 1, to what it is; null for a column that is not used. */
  mapping: z.record(z.string().regex(/^\d{1,3}$/), z.enum(DEAL_FIELDS).nullable()).optional(),
  /** Asks for the columns once more, filled in as they are. */
  reviewMapping: z.literal(true).optional(),
  /** Cells written anew, beside those corrected before; null for a line that is taken as it was again. */
  corrections: z
    .record(
      z.string().regex(/^\d{1,9}$/),
      z.record(z.string().regex(/^\d{1,3}$/), text(500)).nullable(),
    )
    .optional(),
  /** Lines to add although they look like a deal that is here; all of them, each time. */
  addAnyway: z.array(z.number().int().positive()).max(10_000).optional(),
  /** Causes of unreadable rows to leave out; all of them, each time. */
  leaveOut: z.array(text(40)).max(50).optional(),
  /** The same cell of every row that has it, written anew. */
  correctAlike: z
    .object({ column: z.number().int().min(1).max(999), value: text(500), to: text(500) })
    .optional(),
})

/** So many rows are corrected at once; with more of them, exporting again is the cure. */
const MOST_CORRECTED = 10_000

/** Reads the file again with other assumptions; earlier answers stay. */
export async function changeChoices(
  db: Database,
  input: { actor: Actor; importId: string; choices: z.output<typeof Choices>; now: Date },
): Promise<void> {
  const { actor, importId, choices, now } = input
  await db.$transaction(async (tx) => {
    const file = await tx.importFile.findFirst({
      where: { id: importId, userId: actor.userId, account: visibleAccounts(actor) },
      select: { choices: true, state: true, recalled: true },
    })
    if (!file) throw notFound('import')
    if (!CHANGEABLE.has(file.state))
      throw new AppError('CONFLICT', 'This file has been added already.')
    const { reviewMapping: _, ...before } = file.choices as ImportChoices
    const { correctAlike, ...answers } = choices
    const alike = correctAlike && (await correctionsOf(tx, importId, correctAlike))
    const corrections = { ...choices.corrections, ...alike }
    await tx.importFile.update({
      where: { id: importId },
      data: {
        choices: {
          ...before,
          ...answers,
          ...(Object.keys(corrections).length > 0 && {
            corrections: addCorrections(before.corrections, corrections),
          }),
        },
        recalled: stillRecalled(file, choices),
        answeredAt: now,
        state: 'READING',
      },
    })
    await wish(tx, 'import.read', importId, now)
  })
}

async function correctionsOf(
  tx: Transaction,
  importId: string,
  { column, value, to }: NonNullable<z.output<typeof Choices>['correctAlike']>,
): Promise<Corrections> {
  const lines = await linesWith(tx, importId, { column, value })
  if (lines.length > MOST_CORRECTED)
    throw new AppError(
      'BAD_INPUT',
      `${lines.length} rows are more than can be corrected here. Please export the file again, or leave these rows out.`,
    )
  return Object.fromEntries(lines.map((line) => [line, { [column]: to }]))
}

function addCorrections(
  before: Corrections = {},
  more: NonNullable<z.output<typeof Choices>['corrections']>,
): Corrections {
  const all: Record<string, Corrections[string]> = { ...before }
  for (const [line, cells] of Object.entries(more)) {
    if (cells) all[line] = { ...before[line], ...cells }
    else delete all[line]
  }
  return all
}
