// SPDX-License-Identifier: Apache-2.0
// Debian's Chromium on the server that run.py has started (SANQU_ADDRESS); it speaks Chinese, and nothing is downloaded.
import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.mjs',
  outputDir: 'out',
  timeout: 60_000,
  workers: 2,
  reporter: [['line'], ['json', { outputFile: process.env.SANQU_REPORT ?? 'out/report.json' }]],
  use: {
    baseURL: process.env.SANQU_ADDRESS,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: 'light',
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath: '/usr/bin/chromium',
      args: ['--lang=zh-CN', '--font-render-hinting=none', '--no-sandbox'],
      env: { ...process.env, LANGUAGE: 'zh_CN' }
    }
  }
})
