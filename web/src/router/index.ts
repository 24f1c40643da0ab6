// SPDX-License-Identifier: Apache-2.0
// Addresses of the pages; their first words stand in src/api/pages.cpp too, which answers each with index.html.
// After each change of page the keyboard stands on its heading, and the window's title says where one is.
import { nextTick, watch } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'
import { language, setLanguage, t, type TextKey } from '../locales'
import { deskRoutes, firstRoute, signInRoute } from './desks'

declare module 'vue-router' {
  interface RouteMeta {
    title?: TextKey
    isBare?: boolean // without the portal's header: the merchant's page on a phone
    isDesk?: boolean // for those who are signed in, in the desks' frame
    desk?: string // its name, a key of desks.json
  }
}

export const router = createRouter({
  history: createWebHistory(),
  scrollBehavior: (to, _from, saved) => saved ?? (to.hash && to.path !== '/first-administrator' ? { el: to.hash, top: 16 } : { top: 0 }),
  routes: [
    { path: '/', component: () => import('../desks/portal/home/HomePage.vue'), meta: { title: 'home.title' } },
    { path: '/search', component: () => import('../desks/portal/search/SearchPage.vue'), meta: { title: 'search.title' } },
    {
      path: '/subjects/:id',
      component: () => import('../desks/portal/subject/SubjectPage.vue'),
      props: true,
      meta: { title: 'subject.title' }
    },
    {
      path: '/standards',
      component: () => import('../desks/portal/standards/StandardsPage.vue'),
      meta: { title: 'standards.title' }
    },
    {
      path: '/standards/:id',
      component: () => import('../desks/portal/standard/StandardPage.vue'),
      props: true,
      meta: { title: 'standard.title' }
    },
    {
      path: '/statistics',
      component: () => import('../desks/portal/statistics/StatisticsPage.vue'),
      meta: { title: 'statistics.title' }
    },
    { path: '/zones', component: () => import('../desks/portal/zones/ZonesPage.vue'), meta: { title: 'zones.title' } },
    {
      path: '/zones/:id',
      component: () => import('../desks/portal/zone/ZonePage.vue'),
      props: true,
      meta: { title: 'zone.title' }
    },
    {
      path: '/m/:id',
      component: () => import('../desks/portal/merchant/MerchantPage.vue'),
      props: true,
      meta: { title: 'merchant.title', isBare: true }
    },
    {
      path: '/m/:id/sign',
      component: () => import('../desks/portal/sign/SignPage.vue'),
      props: true,
      meta: { title: 'door.title', isBare: true }
    },
    { path: '/articles', component: () => import('../desks/portal/articles/ArticlesPage.vue'), meta: { title: 'articles.title' } },
    { path: '/articles/:id', component: () => import('../desks/portal/article/ArticlePage.vue'), props: true, meta: { title: 'articles.title' } },
    { path: '/help', component: () => import('../desks/portal/help/HelpPage.vue'), meta: { title: 'help.title' } },
    signInRoute,
    firstRoute,
    deskRoutes,
    {
      path: '/:rest(.*)*',
      component: () => import('../desks/portal/lost/LostPage.vue'),
      meta: { title: 'lost.title' }
    }
  ]
})

let name = ''

/// A page whose title is only known with its answer says it here.
export function sayTitle(text?: string): void {
  const { meta } = router.currentRoute.value
  if (text === undefined && meta.title === undefined) return // before the first page, and at a desk, whose frame says it
  name = text ?? t(meta.title as TextKey)
  document.title = name === t('site.name') ? name : `${name} · ${t('site.name')}`
}

let waiting: MutationObserver | undefined

/// At once where the heading is there, else when it comes with the page's answer.
function focusHeading() {
  const content = document.getElementById('content')
  const focused = () => {
    const heading = content?.querySelector<HTMLElement>('h1')
    heading?.focus({ preventScroll: true })
    return heading !== null && heading !== undefined
  }
  if (!content || focused()) return
  waiting = new MutationObserver(() => focused() && waiting?.disconnect())
  waiting.observe(content, { childList: true, subtree: true })
}

router.beforeEach(async to => {
  const asked = to.query.lang
  if ((asked === 'en' || asked === 'zh') && asked !== language.value) await setLanguage(asked)
})

router.afterEach((to, from, failure) => {
  if (failure) return
  waiting?.disconnect()
  sayTitle()
  if (from.matched.length === 0 || to.path === from.path) return
  void nextTick(focusHeading)
})

watch(language, () => sayTitle())
