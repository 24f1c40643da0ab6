// SPDX-License-Identifier: Apache-2.0
// How a public record is called on a page: by the words that its reader knows (a document's name, an award, an entry).
import type { Schemas } from '../api/client'

export type PublicRecord = Schemas['PublicRecord']

const K_TITLE_FIELDS = ['certificate_name', 'violation', 'award_name', 'document_name', 'item', 'duty', 'case_name', 'project_name', 'title', 'reason', 'name', 'content']

/// The id of a record's place on its page, and what a link to it says after `#`. The router hands on the latter decoded.
export function anchorOf(recordId: string): string {
  return `r-${encodeURIComponent(recordId)}`
}

export function recordOfHash(hash: string): string {
  return hash.startsWith('#r-') ? anchorOf(hash.slice(3)) : ''
}

export function fieldOf(record: PublicRecord, field: string): string {
  return record.items.find(item => item.field === field)?.text ?? ''
}

export function titleOf(record: PublicRecord): string {
  for (const field of K_TITLE_FIELDS) {
    const text = fieldOf(record, field)
    if (text !== '' && text.length <= 60) return text
  }
  return record.class_title
}

export function numberOf(record: PublicRecord): string {
  return fieldOf(record, 'document_no') || fieldOf(record, 'case_no')
}

/// By class, in the order in which a reader looks: who it is, what it may do, what is held against it, what speaks for it.
export function groupsOf(records: readonly PublicRecord[]): { id: string; title: string; records: PublicRecord[] }[] {
  const order = ['registration', 'administrative_licence', 'administrative_penalty', 'serious_dishonesty_list', 'abnormal_operation', 'judgment_defaulter']
  const groups = new Map<string, { id: string; title: string; records: PublicRecord[] }>()
  for (const record of records) {
    const group = groups.get(record.class) ?? { id: record.class, title: record.class_title, records: [] }
    group.records.push(record)
    groups.set(record.class, group)
  }
  const rank = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length)
  return [...groups.values()].sort((a, b) => rank(a.id) - rank(b.id))
}
