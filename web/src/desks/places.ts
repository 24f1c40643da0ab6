// SPDX-License-Identifier: Apache-2.0
// Where each role can go at its desk: the column at the left, and the start page of whoever signs in. A place is shown to whom
// the server gives its permission.
import { may, session, type Role } from '../api/session'
import type { DeskKey } from '../locales/desks'

export interface Place {
  to: string
  text: DeskKey
  needs: string // a permission
  sign: string // an SVG path, 24 x 24
}

export interface PlaceGroup {
  role: Role
  places: Place[]
}

const SIGNS = {
  file: 'M6 3h8l5 5v13H6zM14 3v5h5M9 13h6M9 17h6',
  eye: 'M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  send: 'M12 16V4M7 9l5-5 5 5M4 16v4h16v-4',
  list: 'M9 6h12M9 12h12M9 18h12M4 6h.01M4 12h.01M4 18h.01',
  mend: 'M14 6a4 4 0 0 1 5 5l-9 9-4-4 9-9zM4 20l2-4 2 2z',
  chart: 'M4 20h16M7 17v-5M12 17V6M17 17v-8',
  sheet: 'M4 4h16v16H4zM4 9h16M9 9v11',
  zone: 'M3 7l6-3 6 3 6-3v13l-6 3-6-3-6 3zM9 4v13M15 7v13',
  today: 'M4 5h16v16H4zM4 10h16M8 3v4M16 3v4M9 15l2 2 4-4',
  search: 'M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13zM15.500 15.500 21 21',
  standard: 'M12 3v18M5 7h14M5 7l-3 7h6zM19 7l-3 7h6zM8 21h8',
  run: 'M6 4l13 8-13 8z',
  article: 'M4 5h16v14H4zM8 9h8M8 13h8M8 17h4',
  people: 'M9 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM2 21c0-4 3-7 7-7s7 3 7 7M16 4.500a4 4 0 0 1 0 7M18 14.500c2.500.8 4 3.200 4 6.500',
  key: 'M8 12a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM11 13l9-9M16 8l3 3',
  system: 'M4 4h16v6H4zM4 14h16v6H4zM8 7h.01M8 17h.01'
}

export const GROUPS: PlaceGroup[] = [
  {
    role: 'department',
    places: [
      { to: '/desk/submit', text: 'place.submit', needs: 'submit_batch', sign: SIGNS.send },
      { to: '/desk/batches', text: 'place.batches', needs: 'read_batch', sign: SIGNS.list },
      { to: '/desk/lines', text: 'place.lines', needs: 'read_quarantine', sign: SIGNS.mend },
      { to: '/desk/quality', text: 'place.quality', needs: 'read_quality', sign: SIGNS.chart },
      { to: '/desk/duties', text: 'place.duties', needs: 'read_quality', sign: SIGNS.today },
      { to: '/desk/templates', text: 'place.templates', needs: 'submit_batch', sign: SIGNS.sheet }
    ]
  },
  {
    role: 'organisation',
    places: [
      { to: '/desk/file', text: 'place.own_file', needs: 'read_explanation', sign: SIGNS.file },
      { to: '/desk/readers', text: 'place.readers', needs: 'read_access_log', sign: SIGNS.eye }
    ]
  },
  {
    role: 'zone_manager',
    places: [{ to: '/desk/zone', text: 'place.zone', needs: 'read_zone', sign: SIGNS.zone }]
  },
  {
    role: 'credit_office',
    places: [
      { to: '/desk/today', text: 'place.today', needs: 'read_drafts', sign: SIGNS.today },
      { to: '/desk/subjects', text: 'place.subjects', needs: 'search_subjects', sign: SIGNS.search },
      { to: '/desk/proposals', text: 'place.proposals', needs: 'read_drafts', sign: SIGNS.standard },
      { to: '/desk/batches', text: 'place.batches', needs: 'read_batch', sign: SIGNS.list },
      { to: '/desk/lines', text: 'place.lines', needs: 'read_quarantine', sign: SIGNS.mend },
      { to: '/desk/quality', text: 'place.quality', needs: 'read_quality', sign: SIGNS.chart },
      { to: '/desk/articles', text: 'place.articles', needs: 'read_drafts', sign: SIGNS.article }
    ]
  },
  {
    role: 'auditor',
    places: [
      { to: '/desk/looks', text: 'place.looks', needs: 'audit_access_log', sign: SIGNS.eye },
      { to: '/desk/subjects', text: 'place.subjects', needs: 'search_subjects', sign: SIGNS.search },
      { to: '/desk/batches', text: 'place.batches', needs: 'read_batch', sign: SIGNS.list },
      { to: '/desk/accounts', text: 'place.accounts', needs: 'read_accounts', sign: SIGNS.people },
      { to: '/desk/keys', text: 'place.keys', needs: 'read_accounts', sign: SIGNS.key }
    ]
  },
  {
    role: 'administrator',
    places: [
      { to: '/desk/accounts', text: 'place.accounts', needs: 'read_accounts', sign: SIGNS.people },
      { to: '/desk/keys', text: 'place.keys', needs: 'read_accounts', sign: SIGNS.key }
    ]
  }
]

/// What the signed-in account sees, by role; a role that has no place of its own is left out.
export function placesOfSession(): PlaceGroup[] {
  const roles = new Set(session.value?.roles.map(one => one.role))
  return GROUPS.filter(group => roles.has(group.role))
    .map(group => ({ ...group, places: group.places.filter(place => may(place.needs)) }))
    .filter(group => group.places.length > 0)
}

export function firstPlace(): string {
  return placesOfSession()[0]?.places[0]?.to ?? '/desk/account'
}
