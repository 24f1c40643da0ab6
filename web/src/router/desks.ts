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
    { path: 'lines', component: () => import('../desks/department/lines/LinesPage.vue'), meta: { desk: 'place.lines' } },
    { path: 'quality', component: () => import('../desks/department/quality/QualityPage.vue'), meta: { desk: 'place.quality' } },
    { path: 'duties', component: () => import('../desks/department/duties/DutiesPage.vue'), meta: { desk: 'place.duties' } },
    { path: 'templates', component: () => import('../desks/department/templates/TemplatesPage.vue'), meta: { desk: 'place.templates' } },
    { path: 'file', component: () => import('../desks/organisation/OwnFilePage.vue'), meta: { desk: 'place.own_file' } },
    { path: 'readers', component: () => import('../desks/organisation/ReadersPage.vue'), meta: { desk: 'place.readers' } },
    { path: 'looks', component: () => import('../desks/auditor/LooksPage.vue'), meta: { desk: 'place.looks' } },
    { path: 'subjects', component: () => import('../desks/office/subjects/SubjectsPage.vue'), meta: { desk: 'place.subjects' } },
    { path: 'subjects/:id', component: () => import('../desks/subject/FilePage.vue'), props: true, meta: { desk: 'place.subjects' } },
    { path: 'zone', component: () => import('../desks/zone_manager/ZoneDeskPage.vue'), meta: { desk: 'place.zone' } },
    { path: 'today', component: () => import('../desks/office/today/TodayPage.vue'), meta: { desk: 'place.today' } },
    { path: 'articles', component: () => import('../desks/office/articles/DraftsPage.vue'), meta: { desk: 'place.articles' } },
    { path: 'articles/:id', component: () => import('../desks/office/article/DraftPage.vue'), props: true, meta: { desk: 'place.articles' } },
    { path: 'proposals', component: () => import('../desks/office/proposals/ProposalsPage.vue'), meta: { desk: 'place.proposals' } },
    { path: 'proposals/new', component: () => import('../desks/office/proposal/NewProposalPage.vue'), meta: { desk: 'place.proposals' } },
    { path: 'proposals/:id', component: () => import('../desks/office/proposal/ProposalPage.vue'), props: true, meta: { desk: 'place.proposals' } },
    { path: 'accounts', component: () => import('../desks/administrator/accounts/AccountsPage.vue'), meta: { desk: 'place.accounts' } },
    { path: 'accounts/:id', component: () => import('../desks/administrator/account/AccountOfPage.vue'), props: true, meta: { desk: 'place.accounts' } },
    { path: 'keys', component: () => import('../desks/administrator/keys/KeysPage.vue'), meta: { desk: 'place.keys' } },
    { path: ':rest(.*)*', component: () => import('../desks/start/LostPlace.vue'), meta: { desk: 'lost.title' } }
  ]
}
