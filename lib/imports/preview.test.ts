import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openImport, type PlanAccount } from './plan-import'
import { inMemory } from './reading/containers/byte-source'
import type { ImportChoices } from './reading/types'

function anAccount(facts: Partial<PlanAccount> = {}): PlanAccount {
  return {
    id: '',
    linked: false,
    simulated: false,
    number: null,
    isEmpty: () => Promise.resolve(true),
    digits: 2,
    currency: null,
    apart: new Set(),
    leftOut: new Set(),
    ...facts,
  }
}

async function openFixture(name: string, choices: ImportChoices, account: PlanAccount) {
  const bytes = readFileSync(new URL(`../../e2e/files/ok/${name}`, import.meta.url))
  const opened = await openImport(inMemory(bytes), choices, account)
  return 'stopped' in opened
    ? { preview: opened.stopped, plan: null }
    : { preview: opened.plan.preview(), plan: opened.plan }
}

const notEmpty = () => Promise.resolve(false)
const LINKED = anAccount({ linked: true })
const FILLED = anAccount({ isEmpty: notEmpty })

test.each([
  ['is linked to cTrader', LINKED, {}, 'never traded on this account, which follows cTrader'],
  ['is linked to cTrader', LINKED, { simulated: true }, 'never traded on this account'],
  ['holds real trades', FILLED, {}, 'holds trades that were really made'],
  ['holds real trades', FILLED, { simulated: true }, 'the two are never mixed'],
])('simulated trades stay out of an account that %s', async (_, account, choices, because) => {
  const answers = { utcOffsetMinutes: 0, ...choices }
  const { preview, plan } = await openFixture('cbot-history.csv', answers, account)
  expect(preview.refusal).toMatchObject({
    code: 'simulated-trades',
    title: 'These are simulated trades',
  })
  expect(preview.refusal?.body).toContain(because)
  expect(preview.refusal?.body).toContain('New account, “Simulated trades”')
  expect(plan).toBeNull()
})

test.each([
  ['is empty', anAccount()],
  ['holds simulated trades', anAccount({ simulated: true, isEmpty: notEmpty })],
])('an account of files that %s takes simulated trades', async (_, account) => {
  const choices = { utcOffsetMinutes: 0, simulated: true }
  const { preview, plan } = await openFixture('cbot-history.csv', choices, account)
  expect(preview).toMatchObject({ refusal: null, simulated: true, openQuestions: 0 })
  expect(plan?.file.rowCount).toBeGreaterThan(0)
})

test('nothing is added as simulated before somebody says that it is', async () => {
  const choices = { utcOffsetMinutes: 0 }
  const { preview } = await openFixture('cbot-history.csv', choices, anAccount())
  expect(preview.openQuestions).toBe(1)
  expect(preview.assumptions.find(({ kind }) => kind === 'simulated')).toMatchObject({
    needsAnswer: true,
  })
})

test('other trades go into a simulated account only with a warning', async () => {
  const account = anAccount({ simulated: true, isEmpty: notEmpty })
  const { preview } = await openFixture('a-default-usd.csv', {}, account)
  expect(preview.checks).toContainEqual({
    level: 'warning',
    text: expect.stringContaining('counts in no figure of your real accounts'),
  })
})

test.each([
  ['c-spanish.xlsx', ','],
  ['d-spanish.html', ','],
  ['template.csv', ','],
])(
  'the rows of %s that cannot be read are written with its headers and a “%s”',
  async (name, mark) => {
    const choices = { utcOffsetMinutes: 0 }
    const { preview } = await openFixture(name, choices, anAccount())
    expect(preview.delimiter).toBe(mark)
    expect(preview.headers.length).toBeGreaterThan(5)
  },
)
