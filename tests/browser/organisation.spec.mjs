// SPDX-License-Identifier: Apache-2.0
// An organisation's way: its own file, the wheel from grade to record by mouse and by keyboard, what would change it.
import { NAME, expect, open, test } from './pages.mjs'
import { signInQuickly } from './desks.mjs'

test('a shop sees its rating as a wheel and goes down to the record', async ({ page }) => {
  await signInQuickly(page, 'shop')
  await open(page, '/desk/file')
  await expect(page.getByRole('heading', { level: 1, name: NAME })).toBeVisible()
  await page.locator('.why-table').getByRole('button', { name: '遵纪守法' }).click()
  await page.locator('.why-table').getByRole('button', { name: '行政处罚' }).click()
  await expect(page.locator('.why-table tbody tr').first()).toContainText('20')
  await page.getByRole('button', { name: '全部' }).click()
  await expect(page.locator('.why-table').getByRole('button', { name: '遵纪守法' })).toBeVisible()
  const piece = page.locator('.sun path').first()
  await piece.focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('.why-path button')).toHaveCount(2)
  await expect(page.getByRole('heading', { name: '什么时候会变' })).toBeVisible()
})

test('it sees its own file alone', async ({ page }) => {
  await signInQuickly(page, 'shop')
  const { items } = await (await page.context().request.get('/api/v1/subjects?q=%E9%A5%AD%E5%BA%97&limit=20')).json()
  const foreign = items.find(one => one.name !== NAME)
  const answer = await page.context().request.get(`/api/v1/subjects/${foreign.subject_id}/outlook`)
  expect([403, 404]).toContain(answer.status())
})
