import { describe, expect, test } from 'vitest'
import { isBearer } from './bearer'
import { measureProcess } from './process-metrics'
import { Registry } from './registry'

const TOKEN = 'a token of some length'

/** Of the exposition format: a comment, or a name with labels and a number. */
const LINE =
  /^(# (HELP|TYPE) [a-z_0-9]+ .+|[a-z_0-9]+(\{[a-z]+="([^"\\\n]|\\.)*"(,[a-z]+="([^"\\\n]|\\.)*")*\})? -?[\d.e+-]+)$/

describe('what a process counts', () => {
  test('is told in the text format of Prometheus', () => {
    const registry = new Registry()
    const steps = registry.counter('steps_total', 'Steps.')
    steps.add({ kind: 'a', outcome: 'done' })
    steps.add({ outcome: 'done', kind: 'a' }, 2)
    steps.add({ kind: 'with "quotes" and \\ and\nlines' })
    registry.timing('step_seconds', 'How long.').note(0.25, { kind: 'a' })
    registry.reading({ name: 'running', help: 'Now.', type: 'gauge' }, () => 3)
    expect(registry.text()).toBe(
      [
        '# HELP steps_total Steps.',
        '# TYPE steps_total counter',
        'steps_total{kind="a",outcome="done"} 3',
        'steps_total{kind="with \\"quotes\\" and \\\\ and\\nlines"} 1',
        '# HELP step_seconds How long.',
        '# TYPE step_seconds summary',
        'step_seconds_sum{kind="a"} 0.25',
        'step_seconds_count{kind="a"} 1',
        '# HELP running Now.',
        '# TYPE running gauge',
        'running 3',
        '',
      ].join('\n'),
    )
    expect(() => registry.counter('steps_total', '')).toThrow(/two metrics/)
  })

  test('has what any process tells of itself', () => {
    const registry = new Registry()
    measureProcess(registry)
    const lines = registry.text().trimEnd().split('\n')
    for (const line of lines) expect(line).toMatch(LINE)
    expect(lines.some((line) => /^process_resident_memory_bytes \d{7,}$/.test(line))).toBe(true)
  })
})

test('a token is taken whole, and only as a bearer', () => {
  expect(isBearer(`Bearer ${TOKEN}`, TOKEN)).toBe(true)
  for (const wrong of [
    null,
    undefined,
    '',
    TOKEN,
    `Basic ${TOKEN}`,
    'Bearer a',
    `Bearer ${TOKEN}x`,
  ])
    expect(isBearer(wrong, TOKEN)).toBe(false)
})
