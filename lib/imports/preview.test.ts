import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type PlanAccount, planImport } from './preview'

const readFixture = (name: string) =>
  readFileSync(new URL(`../../e2e/files/ok/${name}`, import.meta.url))

function anAccount(linked: boolean): PlanAccount {
  const findExisting = () => Promise.resolve([])
  return { linked, digits: 2, currency: null, apart: new Set(), findExisting }
}

test.each([{}, { simulated: true }])(
  'simulated trades answered with %o stay out of an account that is linked to cTrader',
  async (choices) => {
    const answers = { utcOffsetMinutes: 0, ...choices }
    const { preview, told } = await planImport(
      readFixture('cbot-history.csv'),
      answers,
      anAccount(true),
    )
    expect(preview.refusal).toMatchObject({
      code: 'simulated-trades',
      title: 'These are simulated trades',
    })
    expect(preview.refusal?.body).toContain('Make an account for them under Upload File.')
    expect(told).toEqual([])
  },
)

test('an account of files takes simulated trades', async () => {
  const choices = { utcOffsetMinutes: 0, simulated: true }
  const { preview, told } = await planImport(
    readFixture('cbot-history.csv'),
    choices,
    anAccount(false),
  )
  expect(preview.refusal).toBeNull()
  expect(told.length).toBeGreaterThan(0)
})

test.each([
  ['c-spanish.xlsx', ','],
  ['d-spanish.html', ','],
  ['template.csv', ','],
])(
  'the rows of %s that cannot be read are written with its headers and a “%s”',
  async (name, mark) => {
    const choices = { utcOffsetMinutes: 0 }
    const { preview } = await planImport(readFixture(name), choices, anAccount(false))
    expect(preview.delimiter).toBe(mark)
    expect(preview.headers.length).toBeGreaterThan(5)
  },
)
