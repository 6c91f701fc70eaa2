import { z } from 'zod'
import type { Queryable, Transaction } from '@/lib/db/client'
import type { ImportFile } from '@/lib/db/generated/client'
import type { StoredPreview } from './preview'
import type { ImportChoices } from './reading/types'

/**
 * Answers that hold for every file with the same headers. Not the others: which sheet is read and
 * which rows are added anyway is of one file, and that trades are simulated is said each time.
 */
const REUSABLE = ['utcOffsetMinutes', 'dateOrder', 'decimalMark', 'netColumn', 'mapping'] as const

type Answers = Pick<ImportChoices, (typeof REUSABLE)[number]>

const Recalled = z.object({
  fields: z.array(z.string()),
  fileName: z.string(),
  answeredAt: z.string(),
})

/** Which answers of a file were taken over, and the file they were given for. */
export type Recalled = z.output<typeof Recalled>

export function recalledOf({ recalled }: Pick<ImportFile, 'recalled'>): Recalled | null {
  return Recalled.safeParse(recalled).data ?? null
}

/** What stays taken over once the trader answers himself; from then on nothing more is looked for. */
export function stillRecalled(file: Pick<ImportFile, 'recalled'>, answers: object): Recalled {
  const before = recalledOf(file) ?? { fields: [], fileName: '', answeredAt: '' }
  return { ...before, fields: before.fields.filter((field) => !Object.hasOwn(answers, field)) }
}

function reusable(choices: unknown): Answers {
  const given = choices as Answers
  return Object.fromEntries(
    REUSABLE.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])),
  )
}

type AnsweredFile = Pick<ImportFile, 'userId' | 'fileName' | 'choices' | 'recalled' | 'answeredAt'>

/** What was answered for the headers of this file before, where its trader has not said anything yet. */
export async function recallAnswers(
  db: Queryable,
  { userId, choices, recalled }: AnsweredFile,
  { headerFingerprint }: Pick<StoredPreview, 'headerFingerprint'>,
): Promise<{ choices: Answers; recalled: Recalled } | null> {
  if (recalled !== null || headerFingerprint === null) return null
  const saved = await db.savedAnswers.findUnique({
    where: { userId_headerFingerprint: { userId, headerFingerprint } },
  })
  if (!saved) return null
  const answers = { ...reusable(saved.answers), ...(choices as Answers) }
  const fields = Object.keys(reusable(saved.answers)).filter(
    (field) => !Object.hasOwn(choices as object, field),
  )
  const { fileName, answeredAt } = saved
  return {
    choices: answers,
    recalled: { fields, fileName, answeredAt: answeredAt.toISOString() },
  }
}

/** Keeps what the trader answered himself, once the file could be read that way. */
export async function rememberAnswers(
  tx: Transaction,
  file: AnsweredFile,
  preview: StoredPreview,
): Promise<void> {
  const { userId, fileName, answeredAt } = file
  const { headerFingerprint, refusal, mapping } = preview
  if (!answeredAt || headerFingerprint === null || refusal || mapping) return
  const takenOver = new Set(recalledOf(file)?.fields)
  const own = Object.entries(reusable(file.choices)).filter(([name]) => !takenOver.has(name))
  if (own.length === 0) return
  const where = { userId_headerFingerprint: { userId, headerFingerprint } }
  const before = await tx.savedAnswers.findUnique({ where })
  const data = {
    answers: { ...reusable(before?.answers ?? {}), ...Object.fromEntries(own) },
    fileName,
    answeredAt,
  }
  await tx.savedAnswers.upsert({
    where,
    create: { userId, headerFingerprint, ...data },
    update: data,
  })
}
