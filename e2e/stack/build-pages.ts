import { buildPages } from '@/scripts/test/build-pages'

/** Playwright's global setup: journeys run against the built pages, so they are built once before. */
export default async function setup(): Promise<void> {
  await buildPages()
}
