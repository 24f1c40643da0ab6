// SPDX-License-Identifier: Apache-2.0
// The administrator's way: second factor, a new account that signs in, a key for a machine; and no file. The auditor reads the
// same and has no button.
import { expect, open, test } from './pages.mjs'
import { PASSWORD, codeOf, signIn, signInQuickly, turnOnSecondFactor } from './desks.mjs'

test('an administrator makes an account, a machine and its key, after turning the second factor on', async ({ page }) => {
  await signIn(page, 'root')
  await expect(page.getByText('需要先打开两步验证')).toBeVisible()
  const { recovery } = await turnOnSecondFactor(page)
  await open(page, '/desk/accounts')
  await page.getByRole('button', { name: '新建账号' }).click()
  await page.getByRole('dialog').getByLabel('账号').fill('newcomer')
  await page.getByLabel('初始密码').fill(PASSWORD)
  await page.getByLabel('部门名称').fill('城管局')
  await page.getByRole('button', { name: '新建', exact: true }).click()
  await page.getByRole('link', { name: 'newcomer' }).click()
  await page.getByRole('button', { name: '停用' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '停用' }).click()
  await expect(page.getByText('已停用')).toBeVisible()

  await open(page, '/desk/accounts')
  await page.getByRole('button', { name: '新建账号' }).click()
  await page.getByRole('dialog').getByLabel('账号').fill('machine-1')
  await page.getByLabel('给机器用').check()
  await page.getByLabel('部门名称').fill('城管局')
  await page.getByRole('button', { name: '新建', exact: true }).click()
  await expect(page.getByRole('link', { name: 'machine-1' })).toBeVisible()
  await open(page, '/desk/keys')
  await page.getByRole('button', { name: '生成密钥' }).click()
  await page.getByLabel('机器账号').selectOption('machine-1')
  await page.getByRole('button', { name: '生成', exact: true }).click()
  await expect(page.locator('.secret-box')).toHaveText(/^sanqu_/)

  await page.locator('.desk-who summary').click()
  await page.getByRole('button', { name: '退出' }).click()
  await expect(page).toHaveURL(/\/$/)
  await page.goto('/desk')
  await page.getByLabel('账号').fill('root')
  await page.getByLabel('密码').fill(PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByRole('heading', { name: '再确认一步' })).toBeVisible()
  await page.getByRole('button', { name: /用恢复码/ }).click()
  await page.getByLabel('恢复码').fill(recovery)
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page).toHaveURL(/\/desk/)
  expect(codeOf('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', 59_000)).toBe('287082') // RFC 6238, appendix B
})

test('an auditor reads accounts and keys and has no button to change them', async ({ page }) => {
  await signInQuickly(page, 'auditor')
  await open(page, '/desk/accounts')
  await expect(page.getByRole('link', { name: 'dept' })).toBeVisible()
  await expect(page.getByRole('button', { name: '新建账号' })).toHaveCount(0)
  await page.getByRole('link', { name: 'dept' }).click()
  await expect(page.getByRole('button', { name: '停用' })).toHaveCount(0)
})
