// SPDX-License-Identifier: Apache-2.0
// A file on its way to the server, with how much of it has gone: fetch cannot tell that, XMLHttpRequest can.
import { language } from '../locales'
import type { Problem, Schemas } from './client'
import { problemOf } from './load'
import { csrfToken } from './session'

export type Receipt = Schemas['Receipt']

export interface Sending {
  answer: Promise<{ receipt?: Receipt; problem?: Problem }>
  stop: () => void
}

/// `onSent`: 0 to 1 of the bytes. `key` makes a second try of the same file harmless.
export function sendBatch(file: File, classId: string, source: string, key: string, onSent: (share: number) => void): Sending {
  const request = new XMLHttpRequest()
  const query = new URLSearchParams({ class: classId, source, file: file.name })
  const answer = new Promise<{ receipt?: Receipt; problem?: Problem }>(resolve => {
    request.upload.onprogress = event => event.lengthComputable && onSent(event.loaded / event.total)
    request.upload.onload = () => onSent(1)
    request.onload = () => {
      let body: unknown
      try {
        body = JSON.parse(request.responseText)
      } catch {
        body = undefined
      }
      if (request.status < 300 && body !== undefined) resolve({ receipt: body as Receipt })
      else resolve({ problem: problemOf(body, request.status) })
    }
    request.onerror = () => resolve({ problem: problemOf(undefined, 0) })
    request.onabort = () => resolve({})
  })
  request.open('POST', `/api/v1/batches?${query}`)
  request.setRequestHeader('Accept-Language', language.value === 'zh' ? 'zh-CN' : 'en')
  request.setRequestHeader('Content-Type', 'application/octet-stream')
  request.setRequestHeader('Idempotency-Key', key)
  request.setRequestHeader('X-CSRF-Token', csrfToken())
  request.send(file)
  return { answer, stop: () => request.abort() }
}
