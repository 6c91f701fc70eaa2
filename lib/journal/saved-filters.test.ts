import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import type { Actor } from '@/lib/identity/sessions'
import { journalFeed } from '@/lib/imports/testing/journal-feed'
import { chooseTradeColumns, chosenTradeColumns, TradeColumnChoice } from './choose-trade-columns'
import {
  changeSavedFilter,
  deleteSavedFilter,
  listSavedFilters,
  NewSavedFilter,
  SavedFilterChange,
  saveFilter,
} from './saved-filters'

const NOW = new Date('2026-11-02T10:00:00Z')

let database: TestDatabase
let db: Database
let actor: Actor
let stranger: Actor

beforeAll(async () => {
  database = await createTestDatabase()
  db = connectDatabase(database.url)
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})
beforeEach(async () => {
  const feed = journalFeed(db)
  actor = await feed.makeActor()
  stranger = await feed.makeActor()
})

const save = (name: string, query: object, by = actor) =>
  saveFilter(db, { actor: by, filter: NewSavedFilter.parse({ name, query }), now: NOW })

const change = (filterId: string, to: object, by = actor) =>
  changeSavedFilter(db, { actor: by, filterId, change: SavedFilterChange.parse(to) })

const saved = async (by = actor) => (await listSavedFilters(db, { actor: by })).filters

test('a saved filter gives back what stood in the address', async () => {
  const tag = randomUUID()
  await save('  Gold,  losers ', {
    symbol: 'XAUUSD',
    direction: 'SHORT',
    from: '2026-01-01',
    tag,
    sort: 'net',
    dir: 'asc',
  })
  await save('all', {})
  const none = { account: null, symbol: null, direction: null, from: null, to: null, tag: null }
  expect(await saved()).toMatchObject([
    { name: 'all', query: { ...none, sort: 'closedAt', dir: 'desc' } },
    {
      name: 'Gold, losers',
      query: {
        ...none,
        symbol: 'XAUUSD',
        direction: 'SHORT',
        from: '2026-01-01',
        tag,
        sort: 'net',
        dir: 'asc',
      },
    },
  ])
  expect(await saved(stranger)).toEqual([])
})

test('a name is used once, whatever its case, and by each trader for themselves', async () => {
  const { id } = await save('Gold', { symbol: 'XAUUSD' })
  await save('Gold', {}, stranger)
  await expect(save('GOLD', {})).rejects.toMatchObject({ code: 'CONFLICT' })
  await save('Silver', { symbol: 'XAGUSD' })
  await expect(change(id, { name: 'silver' })).rejects.toMatchObject({ code: 'CONFLICT' })
  await change(id, { name: 'GOLD', query: { symbol: 'XAUEUR' } })
  expect(await saved()).toMatchObject([
    { name: 'GOLD', query: { symbol: 'XAUEUR' } },
    { name: 'Silver' },
  ])
})

test('somebody else’s saved filter is neither changed nor deleted', async () => {
  const { id } = await save('Gold', {})
  for (const attempt of [
    () => change(id, { name: 'mine' }, stranger),
    () => change(id, { query: { symbol: 'X' } }, stranger),
    () => deleteSavedFilter(db, { actor: stranger, filterId: id }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await saved()).toMatchObject([{ name: 'Gold', query: { symbol: null } }])
  await deleteSavedFilter(db, { actor, filterId: id })
  expect(await saved()).toEqual([])
})

test.each([
  { name: ' ', query: {} },
  { name: 'x'.repeat(61), query: {} },
  { name: 'day', query: { from: '2026-02-30' } },
])('%j is not saved', (filter) => {
  expect(NewSavedFilter.safeParse(filter).success).toBe(false)
})

test('columns are each trader’s own', async () => {
  const { columns } = TradeColumnChoice.parse({ columns: ['symbol', 'swap', 'net'] })
  await chooseTradeColumns(db, { actor, columns })
  expect(await chosenTradeColumns(db, { actor })).toEqual(['symbol', 'swap', 'net'])
  expect(await chosenTradeColumns(db, { actor: stranger })).toEqual([])
  expect(TradeColumnChoice.safeParse({ columns: ['password'] }).success).toBe(false)
})
