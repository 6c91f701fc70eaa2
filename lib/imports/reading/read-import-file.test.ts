import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { problemInWords } from './problem-words'
import { readImportFile } from './read-import-file'
import type { ImportChoices, ImportedDeal, ReadFile, RowResult } from './types'

const FILES = fileURLToPath(new URL('../../../e2e/files', import.meta.url))

type Expected = { choices?: ImportChoices; result: unknown }

function dealInShort(deal: ImportedDeal) {
  return Object.fromEntries(
    Object.entries(deal)
      .filter(([name, value]) => value !== null && name !== 'line')
      .map(([name, value]) => [name, value instanceof Date ? value.toISOString() : String(value)]),
  )
}

function rowInShort(row: RowResult) {
  const { line, status } = row
  if (row.status === 'not-a-trade') return { line, status, what: row.what }
  if (row.status === 'error') return { line, status, problems: row.problems.map(problemInWords) }
  const warnings = row.warnings.map(problemInWords)
  return { line, status, ...dealInShort(row.deal), ...(warnings.length > 0 ? { warnings } : {}) }
}

function inShort(result: ReadFile) {
  if (result.status === 'refused') {
    return { status: result.status, code: result.code, title: result.message.title }
  }
  return {
    status: result.status,
    family: result.family,
    sentence: result.sentence,
    encoding: result.encoding,
    headerLine: result.headerLine,
    notUsed: result.columns.filter(({ field }) => field === null).map(({ header }) => header),
    assumptions: result.assumptions.map(
      ({ kind, words, evidence, certain }) =>
        `${kind}: ${words} (${evidence}) ${certain ? 'certain' : 'assumed'}`,
    ),
    openQuestions: result.openQuestions,
    rows: result.rows.map(rowInShort),
    checks: result.checks.map(({ level, words }) => `${level}: ${words}`),
  }
}

for (const folder of ['ok', 'not-ok'] as const) {
  describe(`files that are ${folder}`, () => {
    const names = readdirSync(`${FILES}/${folder}`).filter((name) => name.endsWith('.csv'))
    it.each(names)('%s', (name) => {
      const beside = `${FILES}/${folder}/${name.replace(/\.csv$/, '.expected.json')}`
      const expected: Expected = JSON.parse(readFileSync(beside, 'utf8'))
      const result = readImportFile(readFileSync(`${FILES}/${folder}/${name}`), expected.choices)
      expect(inShort(result)).toEqual(expected.result)
      expect(result.status).toBe(folder === 'ok' ? 'read' : 'refused')
    })
  })
}
