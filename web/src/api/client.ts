// SPDX-License-Identifier: Apache-2.0
// The server's contract as a typed client: schema.ts is generated from api/openapi.yaml at every build.
import createClient from 'openapi-fetch'
import { language } from '../locales'
import type { components, paths } from './schema'

export type Schemas = components['schemas']
export type Problem = Schemas['Problem']

export const api = createClient<paths>({ baseUrl: '' })
api.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', language.value === 'zh' ? 'zh-CN' : 'en')
    return request
  }
})
