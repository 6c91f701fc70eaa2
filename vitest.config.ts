import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': import.meta.dirname } },
  test: {
    environment: 'node',
    include: ['**/*.test.{ts,tsx}'],
    exclude: ['node_modules', '.next', '.data', 'e2e'],
    globalSetup: ['lib/db/testing/vitest-global-setup.ts'],
    pool: 'forks',
    // Files share what they import: loading it for each anew took a third of the time. So nothing a
    // test puts in place of something else may outlive it.
    isolate: false,
    // A line for every request would hide what went wrong.
    env: { LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn' },
    restoreMocks: true,
    unstubEnvs: true,
    // One more than cores: several of the longest wait for a lease to end.
    maxWorkers: 3,
    // Generous: real databases, on machines that others use too. What is waited for is a condition.
    testTimeout: 120_000 * (Number(process.env.SOAK_FACTOR) || 1),
    hookTimeout: 120_000,
  },
})
