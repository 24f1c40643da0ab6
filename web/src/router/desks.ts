// SPDX-License-Identifier: Apache-2.0
// Addresses of the desks. Nothing of them is loaded before somebody signs in; who is not is asked to, and comes back.
import type { RouteLocationNormalized, RouteRecordRaw } from 'vue-router'

async function words() {
  const { loadDeskWords } = await import('../locales/desks')
  await loadDeskWords()
}

async function needSession(to: RouteLocationNormalized) {
  const { askSession } = await import('../api/session')
  const [session] = await Promise.all([askSession(), words()])
  return session ? true : { path: '/sign-in', query: to.path === '/desk' ? {} : { to: to.fullPath } }
}

export const signInRoute: RouteRecordRaw = {
  path: '/sign-in',
  component: () => import('../desks/sign_in/SignInPage.vue'),
  beforeEnter: words,
  meta: { title: 'nav.sign_in' }
}

export const firstRoute: RouteRecordRaw = {
  path: '/first-administrator',
  component: () => import('../desks/sign_in/FirstPage.vue'),
  beforeEnter: words,
  meta: { title: 'nav.sign_in' }
}

export const deskRoutes: RouteRecordRaw = {
  path: '/desk',
  component: () => import('../layouts/DeskFrame.vue'),
  beforeEnter: needSession,
  meta: { isDesk: true },
  children: [
    { path: '', component: () => import('../desks/start/StartPage.vue'), meta: { desk: 'frame.home' } },
    { path: 'account', component: () => import('../desks/account/AccountPage.vue'), meta: { desk: 'frame.account' } },
    { path: 'submit', component: () => import('../desks/department/submit/SubmitPage.vue'), meta: { desk: 'place.submit' } },
    { path: 'batches', component: () => import('../desks/department/batches/BatchesPage.vue'), meta: { desk: 'place.batches' } },
    { path: 'batches/:id', component: () => import('../desks/department/batch/BatchPage.vue'), props: true, meta: { desk: 'place.batches' } },
    { path: 'accounts', component: () => import('../desks/administrator/accounts/AccountsPage.vue'), meta: { desk: 'place.accounts' } },
    { path: 'accounts/:id', component: () => import('../desks/administrator/account/AccountOfPage.vue'), props: true, meta: { desk: 'place.accounts' } },
    { path: 'keys', component: () => import('../desks/administrator/keys/KeysPage.vue'), meta: { desk: 'place.keys' } },
    { path: ':rest(.*)*', component: () => import('../desks/start/LostPlace.vue'), meta: { desk: 'lost.title' } }
  ]
}
