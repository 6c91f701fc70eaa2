import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readImportFile } from './read-import-file'
import { inShort } from './testing/in-short'
import type { ImportChoices } from './types'

const FILES = fileURLToPath(new URL('../../../e2e/files', import.meta.url))

type Expected = { choices?: ImportChoices; result: unknown }

for (const folder of ['ok', 'not-ok'] as const) {
  describe(`files that are ${folder}`, () => {
    const names = readdirSync(`${FILES}/${folder}`).filter((name) => !name.endsWith('.json'))
    it.each(names)('%s', (name) => {
      const beside = `${FILES}/${folder}/${name.replace(/\.\w+$/, '.expected.json')}`
      const expected: Expected = JSON.parse(readFileSync(beside, 'utf8'))
      const result = readImportFile(readFileSync(`${FILES}/${folder}/${name}`), expected.choices)
      expect(inShort(result)).toEqual(expected.result)
      expect(result.status === 'refused').toBe(folder === 'not-ok')
    })
  })
}
