// SPDX-License-Identifier: Apache-2.0
// What holds on every page: no serious finding of axe in light and dark, nothing wider than a phone, one heading of the first
// level, and (pages.mjs) no breach of the policy, no error, no request elsewhere.
import AxeBuilder from '@axe-core/playwright'
import { PAGES, expect, open, test } from './pages.mjs'

async function findingsOf(page) {
  // Everything that can be opened is, so that what lies behind it is looked at too.
  await page.evaluate(() => document.querySelectorAll('details').forEach(one => (one.open = true)))
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze()
  return violations.filter(one => ['serious', 'critical', 'moderate'].includes(one.impact)).map(one => `${one.id}: ${one.nodes[0].html}`)
}

for (const [name, path] of Object.entries(PAGES)) {
  test(`${name}: light, dark and narrow`, async ({ page }) => {
    await open(page, path)
    await expect(page.locator('h1, .notice h2').first()).toBeVisible()
    expect(await findingsOf(page), 'light').toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await findingsOf(page), 'dark').toEqual([])
    await page.setViewportSize({ width: 360, height: 740 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), 'wider than a phone').toBeLessThanOrEqual(0)
    await open(page, path + (path.includes('?') ? '&' : '?') + 'lang=en')
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), 'in English').toBeLessThanOrEqual(0)
    expect(await findingsOf(page), 'in English, narrow').toEqual([])
  })
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
