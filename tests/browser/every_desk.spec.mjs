// SPDX-License-Identifier: Apache-2.0
// What holds on every page of every desk, as every_page.spec.mjs for the portal; and what a desk costs at its first load.
import { expect, open, test } from './pages.mjs'
import { looksRight } from './every_page.mjs'
import { signInQuickly } from './desks.mjs'

const DESKS = {
  dept: ['', '/submit', '/batches', '/batches/1', '/lines', '/quality', '/duties', '/templates', '/account', '/nothing'],
  shop: ['/file'],
  zoner: ['/zone'],
  office: ['/today', '/subjects', '/subjects/NONE', '/proposals', '/proposals/new', '/articles', '/articles/new'],
  auditor: ['/accounts', '/accounts/dept', '/keys']
}

for (const [name, paths] of Object.entries(DESKS)) {
  test(`every page of ${name}: light, dark, narrow, English`, async ({ page }) => {
    test.setTimeout(240_000)
    await signInQuickly(page, name)
    for (const path of paths) await looksRight(page, `/desk${path}`)
  })
}

test('a desk is small at its first load', async ({ page }) => {
  await signInQuickly(page, 'office')
  let bytes = 0
  page.on('response', response => {
    if (!new URL(response.url()).pathname.startsWith('/api/')) bytes += Number(response.headers()['content-length'] ?? 0)
  })
  await open(page, '/desk/today')
  expect(bytes).toBeGreaterThan(20_000)
  expect(bytes).toBeLessThan(250_000)
})
