import type { TestProject } from 'vitest/node'
import { startTestCluster } from './start-test-cluster'

declare module 'vitest' {
  export interface ProvidedContext {
    testServerUrl: string
  }
}

/** One PostgreSQL for the whole vitest run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startTestCluster()
  project.provide('testServerUrl', cluster.serverUrl)
  return cluster.stop
}
