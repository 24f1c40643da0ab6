// SPDX-License-Identifier: Apache-2.0
// A record of the whole file in the words of the public file's records.
import type { Schemas } from '../../api/client'
import { titleOf } from '../../parts/records'

interface Item { field: string; title: string; text: string }

export function shownOf(record: Schemas['WholeRecord']): Item[] {
  return (record.versions.at(-1)?.items ?? []) as unknown as Item[]
}

export function titleOfWhole(record: Schemas['WholeRecord']): string {
  return titleOf({ class: record.class, class_title: record.class_title, record_id: record.record_id, event_date: record.versions.at(-1)?.event_date ?? '', published_through: null, items: shownOf(record), fields: {} })
}
