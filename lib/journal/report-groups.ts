import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { Dec } from '@/lib/domain/decimal'
import { addTallies, type Tally } from '@/lib/domain/statistics/tally'
import { NO_TAG, type ReportGrouping } from '@/lib/domain/views/report'
import type { Actor } from '@/lib/identity/sessions'
import { freshDays } from '@/lib/ledger/daily-results'
import { fromDays, fromMonths } from './from-results'
import { type Basis, type ResultSums, resultSums, tallyOfSums } from './result-sums'
import { type TradeFilter, tradeCondition } from './trade-filter'

/** What the trades of one currency made that share something. */
export type ReportGroup = {
  currency: string
  key: string
  /** Closed trades, whether or not they tell the chosen result. */
  closed: number
  tally: Tally
  /** null when no trade tells its gross. */
  costs: Dec | null
}

export type ReportGroups = {
  groups: ReportGroup[]
  /** All of them together per currency; null where the groups add up to it. */
  whole: ReportGroup[] | null
}

type Asked = { actor: Actor; filter: TradeFilter; basis: Basis }

/** The groups a filter leaves, from kept results and not from trades; those of tags from tagged trades. */
export async function reportGroups(
  db: Queryable,
  by: ReportGrouping,
  asked: Asked,
): Promise<ReportGroups> {
  const { actor, filter, basis } = asked
  switch (by) {
    case 'tag':
      return tagGroups(db, asked)
    case 'hour':
    case 'session':
    case 'holding':
    case 'size': {
      const from = fromMonths(actor, filter, by)
      return { groups: await groups(db, basis, Prisma.sql`"part"::text`, from), whole: null }
    }
    default: {
      const from = fromDays(actor, filter)
      return { groups: await groups(db, basis, KEY_OF_DAYS[by], from), whole: null }
    }
  }
}

const KEY_OF_DAYS: Record<
  Exclude<ReportGrouping, 'tag' | 'hour' | 'session' | 'holding' | 'size'>,
  Prisma.Sql
> = {
  symbol: Prisma.sql`"symbol"`,
  direction: Prisma.sql`"direction"::text`,
  weekday: Prisma.sql`extract(isodow FROM "day")::int::text`,
  month: Prisma.sql`to_char("day", 'YYYY-MM')`,
  account: Prisma.sql`"accountId"::text`,
}

type Row = ResultSums & { currency: string; key: string; costs: string | null }

async function groups(
  db: Queryable,
  basis: Basis,
  key: Prisma.Sql,
  from: Prisma.Sql,
): Promise<ReportGroup[]> {
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    SELECT "currency", ${key} AS "key", ${resultSums(basis)},
      sum("costs") FILTER (WHERE "grossTrades" > 0)::text AS "costs"
    ${from} GROUP BY 1, 2 HAVING sum("trades") > 0`)
  return rows.map((row) => ({
    currency: row.currency,
    key: row.key,
    closed: row.closed,
    tally: tallyOfSums(row),
    costs: row.costs === null ? null : new Dec(row.costs),
  }))
}

/** A trade counts in each of its tags, so the tags do not add up to the whole. */
async function tagGroups(db: Queryable, { actor, filter, basis }: Asked): Promise<ReportGroups> {
  const tagged = (which: Prisma.Sql) => Prisma.sql`
    ${tradeCondition(actor, filter)} AND "Trade"."id" IN (
      SELECT n."tradeId" FROM "TradeNote" n JOIN "TradeTag" t ON t."noteId" = n."id"
      WHERE n."userId" = ${actor.userId}::uuid AND ${which})`
  const all = Prisma.sql`''`
  const [ofTags, withTag, whole] = await Promise.all([
    groups(
      db,
      basis,
      Prisma.sql`"tagId"::text`,
      Prisma.sql`FROM (
        SELECT "Tag"."id" AS "tagId", "made".* FROM "Tag" CROSS JOIN LATERAL (
          ${freshDays(tagged(Prisma.sql`t."tagId" = "Tag"."id"`))}) AS "made"
        WHERE "Tag"."userId" = ${actor.userId}::uuid) AS "DailyResult" WHERE true`,
    ),
    groups(
      db,
      basis,
      all,
      Prisma.sql`FROM (${freshDays(tagged(Prisma.sql`true`))}) AS "DailyResult" WHERE true`,
    ),
    groups(db, basis, all, fromDays(actor, filter)),
  ])
  const untagged = whole.map((group) => {
    const marked = withTag.find(({ currency }) => currency === group.currency)
    return { ...(marked ? without(group, marked) : group), key: NO_TAG }
  })
  return { groups: [...ofTags, ...untagged.filter(({ closed }) => closed > 0)], whole }
}

function without(whole: ReportGroup, part: ReportGroup): ReportGroup {
  const { tally } = part
  const less: Tally = {
    ...tally,
    trades: -tally.trades,
    wins: -tally.wins,
    losses: -tally.losses,
    scratches: -tally.scratches,
    won: tally.won.negated(),
    lost: tally.lost.negated(),
    even: tally.even.negated(),
  }
  return {
    ...whole,
    closed: whole.closed - part.closed,
    tally: addTallies(whole.tally, less),
    costs: whole.costs?.minus(part.costs ?? 0) ?? null,
  }
}
