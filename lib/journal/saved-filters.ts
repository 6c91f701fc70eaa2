import { z } from 'zod'
import type { Database } from '@/lib/db/client'
import type { Prisma, SavedFilter } from '@/lib/db/generated/client'
import { tagKey, tagName } from '@/lib/domain/tag'
import type { SavedFilterView } from '@/lib/domain/views/saved-filters'
import { AppError, notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { text } from '@/lib/text'
import { TradeFilter } from './trade-filter'
import { TradeOrder } from './trade-order'

const MOST = 50

/** A name as it is kept: names are compared as those of tags are. */
const filterName = text(60)
  .transform(tagName)
  .pipe(z.string().min(1, 'A saved filter needs a name.'))

/** What stands in the address of a list of trades: its filter and its order. */
const SavedQuery = TradeFilter.extend(TradeOrder.shape)

export const NewSavedFilter = z.object({ name: filterName, query: SavedQuery })
export const SavedFilterChange = z.object({
  name: filterName.optional(),
  query: SavedQuery.optional(),
})

/** A trader's saved filters, by name. */
export async function listSavedFilters(
  db: Database,
  { actor }: { actor: Actor },
): Promise<{ filters: SavedFilterView[] }> {
  const rows = await db.savedFilter.findMany({
    where: { userId: actor.userId },
    orderBy: { key: 'asc' },
  })
  return { filters: rows.map(toView) }
}

/** @throws AppError CONFLICT when a filter of that name is there, or too many are */
export async function saveFilter(
  db: Database,
  input: { actor: Actor; filter: z.output<typeof NewSavedFilter>; now: Date },
): Promise<SavedFilterView> {
  const { userId } = input.actor
  const { name, query } = input.filter
  if ((await db.savedFilter.count({ where: { userId } })) >= MOST)
    throw new AppError('CONFLICT', `There are ${MOST} saved filters already. Delete one first.`)
  const { count } = await db.savedFilter.createMany({
    data: { userId, name, key: tagKey(name), query: toJson(query), createdAt: input.now },
    skipDuplicates: true,
  })
  if (count === 0) throw nameIsTaken(name)
  return toView(
    await db.savedFilter.findUniqueOrThrow({
      where: { userId_key: { userId, key: tagKey(name) } },
    }),
  )
}

/** Gives a saved filter another name, or what it leads to. @throws AppError CONFLICT when the name is taken */
export async function changeSavedFilter(
  db: Database,
  input: { actor: Actor; filterId: string; change: z.output<typeof SavedFilterChange> },
): Promise<void> {
  const { userId } = input.actor
  const { name, query } = input.change
  const own = { id: input.filterId, userId }
  await db.$transaction(async (tx) => {
    if (name !== undefined) {
      const key = tagKey(name)
      const other = await tx.savedFilter.findFirst({
        where: { userId, key, id: { not: own.id } },
      })
      if (other) throw nameIsTaken(other.name)
      await tx.savedFilter.updateMany({ where: own, data: { name, key } })
    }
    if (query) await tx.savedFilter.updateMany({ where: own, data: { query: toJson(query) } })
    if ((await tx.savedFilter.count({ where: own })) === 0) throw notFound('saved filter')
  })
}

export async function deleteSavedFilter(
  db: Database,
  { actor, filterId }: { actor: Actor; filterId: string },
): Promise<void> {
  const { count } = await db.savedFilter.deleteMany({
    where: { id: filterId, userId: actor.userId },
  })
  if (count === 0) throw notFound('saved filter')
}

function toView({ id, name, query }: SavedFilter): SavedFilterView {
  const { account, symbol, from, to, direction, tag, sort, dir } = SavedQuery.parse(query)
  return {
    id,
    name,
    query: {
      account: account ?? null,
      symbol: symbol ?? null,
      from: from ?? null,
      to: to ?? null,
      direction: direction ?? null,
      tag: tag ?? null,
      sort,
      dir,
    },
  }
}

function nameIsTaken(name: string): AppError {
  return new AppError('CONFLICT', `There is a saved filter “${name}” already.`)
}

/** Without what is not given. */
function toJson(query: z.output<typeof SavedQuery>): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(query))
}
