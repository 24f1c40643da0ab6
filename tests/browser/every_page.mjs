// SPDX-License-Identifier: Apache-2.0
// A page in light, dark, on a phone and in English: no finding of axe, nothing wider than the window.
import AxeBuilder from '@axe-core/playwright'
import { expect, open } from './pages.mjs'

async function findingsOf(page) {
  // Everything that can be opened is, so that what lies behind it is looked at too.
  await page.evaluate(() => document.querySelectorAll('details').forEach(one => (one.open = true)))
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze()
  return violations.filter(one => ['serious', 'critical', 'moderate'].includes(one.impact)).map(one => `${one.id}: ${one.nodes[0].html}`)
}

const tooWide = page => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

export async function looksRight(page, path) {
  // Without transitions: colours are looked at when they have arrived.
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.setViewportSize({ width: 1280, height: 800 })
  await open(page, path + (path.includes('?') ? '&' : '?') + 'lang=zh')
  await expect(page.locator('h1, .notice h2').first()).toBeVisible()
  expect(await findingsOf(page), `${path} light`).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  expect(await findingsOf(page), `${path} dark`).toEqual([])
  await page.setViewportSize({ width: 360, height: 740 })
  expect(await tooWide(page), `${path} wider than a phone`).toBeLessThanOrEqual(0)
  await open(page, path + (path.includes('?') ? '&' : '?') + 'lang=en')
  expect(await tooWide(page), `${path} in English`).toBeLessThanOrEqual(0)
  expect(await findingsOf(page), `${path} in English, narrow`).toEqual([])
}
