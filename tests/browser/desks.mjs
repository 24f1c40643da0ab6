// SPDX-License-Identifier: Apache-2.0
// Signing in as one of the city's people (run.py made the accounts), and the codes that their telephones would show (RFC 6238).
import { createHmac } from 'node:crypto'
import { expect } from './pages.mjs'

export const PASSWORD = process.env.SANQU_PASSWORD
export const SOURCE = process.env.SANQU_SOURCE

export async function signIn(page, name, to = '/desk') {
  await page.goto(to)
  await expect(page).toHaveURL(/\/sign-in/)
  await page.getByLabel('账号').fill(name)
  await page.getByLabel('密码').fill(PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page).toHaveURL(/\/desk/)
}

export async function signInQuickly(page, name) {
  const answer = await page.context().request.post('/api/v1/session', { data: { name, password: PASSWORD } })
  expect(answer.ok(), await answer.text()).toBe(true)
}

export function codeOf(key, now = Date.now()) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  let bits = ''
  for (const letter of key.replace(/[\s=]/g, '').toUpperCase()) bits += letters.indexOf(letter).toString(2).padStart(5, '0')
  const secret = Buffer.from(bits.match(/.{8}/g).map(byte => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const at = mac[19] & 15
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/// Turns the account's second factor on at its page; the session counts as one with two factors. Gives the key.
export async function turnOnSecondFactor(page) {
  await page.goto('/desk/account')
  await page.getByRole('button', { name: '打开两步验证' }).click()
  const key = await page.locator('.secret-box').innerText()
  await page.getByLabel('验证码').fill(codeOf(key))
  await page.getByRole('button', { name: '确认' }).click()
  await expect(page.locator('.secret-list li')).toHaveCount(10)
  const recovery = await page.locator('.secret-list li').first().innerText()
  await page.getByRole('button', { name: '已经保存好' }).click()
  return { key, recovery }
}
