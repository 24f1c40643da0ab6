// SPDX-License-Identifier: Apache-2.0
// Every page that there is, and a browser that notices what must not happen on any: a breach of the policy, an error, a request
// to another origin.
import { test as base, expect } from '@playwright/test'

export const SUBJECT = process.env.SANQU_SUBJECT
export const NAME = process.env.SANQU_NAME
const ZONE = process.env.SANQU_ZONE

export const PAGES = {
  start: '/',
  search: `/search?q=${encodeURIComponent(NAME ?? '')}`,
  'search without a word': '/search',
  'search without a result': '/search?q=%E9%BE%98%E9%BE%98%E9%BE%98%E9%BE%98',
  file: `/subjects/${SUBJECT}`,
  'unknown file': '/subjects/NONE',
  standards: '/standards',
  'open standard': '/standards/lanchuan.open',
  'long standard': '/standards/wendeng.street',
  statistics: '/statistics',
  zones: '/zones',
  zone: `/zones/${ZONE}`,
  merchant: `/m/${SUBJECT}`,
  sign: `/m/${SUBJECT}/sign`,
  articles: '/articles',
  'sign in': '/sign-in',
  'first administrator': '/first-administrator',
  help: '/help',
  lost: '/nothing/here'
}

/// What the tests ask for although it is refused: nobody's session, a wrong password, another's page.
const K_REFUSED = /\/api\/v1\/(session|accounts)$/

export { expect }

export const test = base.extend({
  page: async ({ page }, use) => {
    const wrong = []
    page.on('pageerror', error => wrong.push(`error: ${error.message}`))
    page.on('console', message => {
      const text = message.text()
      const { url } = message.location()
      const isAskedFor = (text.includes('status of 404') && /\/(subjects\/NONE|nothing\/here)/.test(url)) || (/status of 40[0-4]/.test(text) && K_REFUSED.test(url))
      if (['error', 'warning'].includes(message.type()) && !isAskedFor) wrong.push(`console: ${text} ${url}`)
    })
    page.on('request', request => {
      if (new URL(request.url()).origin !== new URL(process.env.SANQU_ADDRESS).origin) wrong.push(`elsewhere: ${request.url()}`)
    })
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', event => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`))
    })
    await use(page)
    expect(wrong).toEqual([])
  }
})

export async function open(page, path) {
  await page.goto(path)
  await page.waitForLoadState('networkidle')
  await expect(page.locator('.waiting')).toHaveCount(0)
}
