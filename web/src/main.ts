// SPDX-License-Identifier: Apache-2.0
// The pages' beginning. Everything shown comes from /api/v1 (api/client.ts); every word from locales/; every colour from looks/.
import { createApp } from 'vue'
import App from './App.vue'
import { startLanguage } from './locales'
import { router } from './router'
import './looks/tokens.css'
import './looks/frame.css'
import './looks/parts.css'
import './looks/pages.css'
import './looks/print.css'

startLanguage().then(() => createApp(App).use(router).mount('#app'))
