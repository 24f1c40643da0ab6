// SPDX-License-Identifier: Apache-2.0
// What holds on every page: no serious finding of axe in light and dark, nothing wider than a phone, one heading of the first
// level, and (pages.mjs) no breach of the policy, no error, no request elsewhere.
import { PAGES, expect, open, test } from './pages.mjs'
import { looksRight } from './every_page.mjs'

for (const [name, path] of Object.entries(PAGES)) {
  test(`${name}: light, dark and narrow`, async ({ page }) => looksRight(page, path))
}

test('the start page is small, and its files are kept for ever', async ({ page }) => {
  const sizes = []
  page.on('response', async response => {
    const path = new URL(response.url()).pathname
    if (path.startsWith('/api/')) return
    const headers = response.headers()
    sizes.push(Number(headers['content-length']))
    if (path.startsWith('/assets/')) expect(headers['cache-control']).toContain('immutable')
    if (path === '/') expect(headers['content-security-policy']).not.toContain('unsafe')
  })
  await open(page, '/')
  expect(sizes.length).toBeGreaterThan(3)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(60_000)
})
