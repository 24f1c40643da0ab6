// SPDX-License-Identifier: Apache-2.0
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [vue()],
  build: {
    target: 'es2022',
    cssCodeSplit: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0, // a data: address would need an exception in the policy
    reportCompressedSize: false
  },
  server: { proxy: { '/api': process.env.SANQU_ADDRESS ?? 'http://127.0.0.1:8080' } }
})
