// SPDX-License-Identifier: Apache-2.0
// Who is signed in. The cookie is the browser's alone (HttpOnly); what a page may show follows from the permissions that the
// server names, and the server asks again at every request: hiding a button here protects nothing.
import { shallowRef } from 'vue'
import { api, type Problem, type Schemas } from './client'
import { problemOf } from './load'

export type Session = Schemas['Session']
export type Role = Session['roles'][number]['role']

/// undefined: not asked yet; null: nobody.
export const session = shallowRef<Session | null>()

/// Every write needs it (X-CSRF-Token).
export function csrfToken(): string {
  return session.value?.csrf_token ?? ''
}

api.use({
  onRequest({ request }) {
    if (request.method !== 'GET' && csrfToken() !== '') request.headers.set('X-CSRF-Token', csrfToken())
    return request
  },
  onResponse({ response, schemaPath }) {
    // Over while a desk was open: the desk asks to sign in again.
    if (response.status === 401 && schemaPath !== '/api/v1/session') session.value = null
  }
})

export async function askSession(): Promise<Session | null> {
  if (session.value !== undefined) return session.value
  try {
    const { data } = await api.GET('/api/v1/session')
    session.value = data ?? null
  } catch {
    return null // no connection: asked again next time
  }
  return session.value
}

export async function signIn(name: string, password: string, code: string): Promise<Problem | undefined> {
  try {
    const { data, error, response } = await api.POST('/api/v1/session', { body: { name, password, ...(code === '' ? {} : { code }) } })
    if (data === undefined) return problemOf(error, response.status)
    session.value = data
    return undefined
  } catch {
    return problemOf(undefined, 0)
  }
}

export async function signOut(): Promise<void> {
  await api.DELETE('/api/v1/session').catch(() => undefined)
  session.value = null
}

export function has(role: Role): boolean {
  return session.value?.roles.some(one => one.role === role) ?? false
}

export function may(permission: string): boolean {
  return session.value?.permissions.includes(permission) ?? false
}

/// The scopes of a role: a department's names, a manager's zones, an organisation's codes.
export function scopesOf(role: Role): string[] {
  return session.value?.roles.filter(one => one.role === role).map(one => one.scope) ?? []
}
