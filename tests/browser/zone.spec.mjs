// SPDX-License-Identifier: Apache-2.0
// A zone manager's way: grades now and over a year, the members, those that will rise or fall by themselves.
import { expect, open, test } from './pages.mjs'
import { signInQuickly } from './desks.mjs'

test('members, their movement, who is at risk, and one file for the zone’s purpose', async ({ page }) => {
  await signInQuickly(page, 'zoner')
  await open(page, '/desk/zone')
  await expect(page.locator('.bars-list').first()).toBeVisible()
  await expect(page.getByRole('heading', { name: '一年来的等级' })).toBeVisible()
  await expect(page.locator('.lines-table tbody tr').first()).toBeVisible()
  await page.getByRole('button', { name: '将会上升' }).click()
  await expect(page.getByRole('button', { name: '将会上升' })).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('button', { name: '全部' }).click()
  await page.locator('.lines-table tbody a').first().click()
  await expect(page.getByText('本次用途：信用区管理与服务')).toBeVisible()
})
