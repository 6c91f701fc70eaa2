import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openImport, type PlanAccount } from './plan-import'
import { inMemory } from './reading/containers/byte-source'
import type { ImportChoices } from './reading/types'

function openFixture(name: string, choices: ImportChoices, linked: boolean) {
  const bytes = readFileSync(new URL(`../../e2e/files/ok/${name}`, import.meta.url))
  const account: PlanAccount = { id: '', linked, digits: 2, currency: null, apart: new Set() }
  const opened = openImport(inMemory(bytes), choices, account)
  return 'stopped' in opened
    ? { preview: opened.stopped, plan: null }
    : { preview: opened.plan.preview(), plan: opened.plan }
}

test.each([{}, { simulated: true }])(
  'simulated trades answered with %o stay out of an account that is linked to cTrader',
  (choices) => {
    const answers = { utcOffsetMinutes: 0, ...choices }
    const { preview, plan } = openFixture('cbot-history.csv', answers, true)
    expect(preview.refusal).toMatchObject({
      code: 'simulated-trades',
      title: 'These are simulated trades',
    })
    expect(preview.refusal?.body).toContain('Make an account for them under Upload File.')
    expect(plan).toBeNull()
  },
)

test('an account of files takes simulated trades', () => {
  const choices = { utcOffsetMinutes: 0, simulated: true }
  const { preview, plan } = openFixture('cbot-history.csv', choices, false)
  expect(preview.refusal).toBeNull()
  expect(plan?.file.rowCount).toBeGreaterThan(0)
})

test.each([
  ['c-spanish.xlsx', ','],
  ['d-spanish.html', ','],
  ['template.csv', ','],
])('the rows of %s that cannot be read are written with its headers and a “%s”', (name, mark) => {
  const { preview } = openFixture(name, { utcOffsetMinutes: 0 }, false)
  expect(preview.delimiter).toBe(mark)
  expect(preview.headers.length).toBeGreaterThan(5)
})
