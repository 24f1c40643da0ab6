// SPDX-License-Identifier: Apache-2.0
// A department's way: sign in, send a file with a wrong line, mend the line, see its quality and the lines behind it.
import { SUBJECT, expect, open, test } from './pages.mjs'
import { SOURCE, signIn, signInQuickly } from './desks.mjs'

test('a wrong password is said in words; the right one opens the desk and comes back to where one wanted to be', async ({ page }) => {
  await page.goto('/desk/quality')
  await expect(page.getByRole('heading', { level: 1, name: '登录' })).toBeVisible()
  await page.getByLabel('账号').fill('dept')
  await page.getByLabel('密码').fill('certainly not this one')
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await signIn(page, 'dept', '/desk/quality')
  await expect(page).toHaveURL(/\/desk\/quality/)
  await expect(page.getByRole('heading', { name: '逐月得分' })).toBeVisible()
})

test('a file is sent, its wrong line mended in the browser, and taken', async ({ page }) => {
  await signInQuickly(page, 'dept')
  await open(page, '/desk/submit')
  const template = await (await page.context().request.get('/api/v1/catalogue/classes/complaint/template.csv')).text()
  const header = template.replace(/^\uFEFF/, '').trim().split(',')
  const lineOf = (number, day) => header.map(title => ({ subject_id: SUBJECT, 投诉编号: number, 接收日期: day })[title] ?? '').join(',')
  const lines = [header.join(','), lineOf('TS-1', '2026-09-01'), lineOf('TS-2', '2026年13月45日')]
  await page.locator('input[type=file]').setInputFiles({ name: '投诉举报202609.csv', mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\n')}\n`) })
  await expect(page.getByLabel('信息类别')).toHaveValue('complaint')
  await page.getByRole('button', { name: '报送', exact: true }).click()
  await expect(page.getByRole('heading', { name: /行需要改正/ })).toBeVisible()
  await page.getByRole('link', { name: /去改正/ }).click()
  const line = page.locator('.mend-line').first()
  await line.getByRole('button', { name: '改正' }).click()
  for (const wrong of await line.locator('[aria-invalid=true]').all()) await wrong.fill('2026-09-02')
  await line.getByRole('button', { name: '重新提交' }).click()
  await expect(line.getByText('已入库')).toBeVisible()
})

test('quality leads from the score to the lines behind an error', async ({ page }) => {
  await signInQuickly(page, 'dept')
  await open(page, '/desk/quality')
  await expect(page.locator('.chart-line')).toBeVisible()
  await page.locator('.table-behind summary').first().click()
  await expect(page.getByRole('columnheader', { name: '质量得分' })).toBeVisible()
  await page.getByRole('link', { name: /^看 / }).first().click()
  await expect(page.locator('.mend-line').first()).toBeVisible()
  expect(new URL(page.url()).searchParams.get('source')).toBe(SOURCE)
})

test('what is not a department’s is not on its desk, and says so at its address', async ({ page }) => {
  await signInQuickly(page, 'dept')
  await open(page, '/desk')
  await expect(page.getByRole('link', { name: '账号', exact: true })).toHaveCount(0)
  await page.goto('/desk/accounts')
  await expect(page.getByRole('alert')).toBeVisible()
})
