// SPDX-License-Identifier: Apache-2.0
// The credit office's way: today's picture, a file with a purpose, a standard written, checked, proposed by one and approved by
// another, an article from draft to the public page and back.
import { readFileSync } from 'node:fs'
import { NAME, SUBJECT, expect, open, test } from './pages.mjs'
import { signInQuickly, turnOnSecondFactor } from './desks.mjs'

test('today, and a file that asks what for', async ({ page }) => {
  await signInQuickly(page, 'office')
  await open(page, '/desk/today')
  await expect(page.getByRole('link', { name: /待改正的行/ }).last()).toBeVisible()
  await open(page, '/desk/subjects')
  await page.getByRole('searchbox').fill(NAME)
  await page.getByRole('link', { name: NAME }).first().click()
  await expect(page.getByRole('heading', { name: '查看用途' })).toBeVisible()
  await page.getByLabel('异议处理').check()
  await page.getByRole('button', { name: '打开档案' }).click()
  await expect(page.getByText('本次用途：异议处理')).toBeVisible()
  await expect(page.locator('.sun path').first()).toBeVisible()
  expect(page.url()).toContain(SUBJECT)
})

test('a standard is checked while it is written, proposed by one person and approved by another', async ({ page, browser }) => {
  await signInQuickly(page, 'author')
  await turnOnSecondFactor(page)
  await open(page, '/desk/proposals/new')
  const text = readFileSync(new URL('../../rules/demo/lanchuan.open.yaml', import.meta.url), 'utf8')
  await page.getByLabel('标准文本').fill(text.replace('grades:', 'grades_of:'))
  await expect(page.locator('.finding').first()).toBeVisible()
  await page.locator('.finding').first().click()
  await expect(page.getByLabel('标准文本')).toBeFocused()
  const version = text.match(/^version: *(\S+)/m)[1]
  await page.getByLabel('标准文本').fill(text.replace(/^version: *\S+/m, `version: ${version.replace(/\d+$/, last => String(Number(last) + 1))}`))
  await expect(page.locator('.findings .tag.is-good')).toBeVisible()
  await page.getByLabel('施行日期').fill('2027-01-01')
  await page.getByRole('button', { name: '提交，等待批准' }).click()
  await expect(page.getByText('须由另一个人批准')).toBeVisible()
  const address = page.url()

  const other = await (await browser.newContext({ baseURL: process.env.SANQU_ADDRESS, locale: 'zh-CN' })).newPage()
  await signInQuickly(other, 'approver')
  await turnOnSecondFactor(other)
  await other.goto(address)
  await other.getByRole('button', { name: '批准并发布' }).click()
  await other.getByRole('dialog').getByRole('button', { name: '批准并发布' }).click()
  await expect(other).toHaveURL(/\/standards\/lanchuan\.open/)
})

test('an article goes from draft to the public page and back', async ({ page }) => {
  await signInQuickly(page, 'writer')
  await turnOnSecondFactor(page)
  await open(page, '/desk/articles/new')
  await page.getByLabel('标题').fill('信用修复一次办')
  await page.getByLabel('正文').fill('# 怎样办\n\n- 先改正\n- 再申请\n\n<b>不是标记</b>，**重点**。')
  await expect(page.locator('.article-text h2')).toHaveText('怎样办')
  await page.getByRole('button', { name: '保存草稿' }).click()
  await expect(page.getByText('已保存')).toBeVisible()
  await page.getByRole('button', { name: '发布' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '发布' }).click()
  await expect(page.getByText('已发布。')).toBeVisible()
  await page.getByRole('link', { name: '看公开页面' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '信用修复一次办' })).toBeVisible()
  await expect(page.locator('.article-text b')).toHaveCount(0)
  await expect(page.getByText('<b>不是标记</b>')).toBeVisible()
  await page.goBack()
  await page.getByRole('button', { name: '撤回' }).click()
  await page.getByLabel('撤回的理由').fill('内容有变')
  await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click()
  await expect(page.getByText('已撤回。')).toBeVisible()
})
