// SPDX-License-Identifier: Apache-2.0
// Which record classes an account may send, with their titles; and which one a file's name speaks of.
import { computed } from 'vue'
import { api } from '../../api/client'
import { load } from '../../api/load'
import { session } from '../../api/session'
import { d, type DeskKey } from '../../locales/desks'

const K_RESERVED = ['subject', 'zone', 'zone_membership', 'record_status', 'subject_merge'] as const

export function useClasses() {
  const catalogue = load(() => api.GET('/api/v1/catalogue'))
  const granted = computed(() => session.value?.roles.filter(one => one.role === 'department').flatMap(one => one.classes) ?? [])
  const mayAll = computed(() => granted.value.includes('*'))
  const all = computed(() => [
    ...(catalogue.data.value?.classes ?? []).map(one => ({ id: one.class, title: one.title })),
    ...K_RESERVED.map(id => ({ id: id as string, title: d(`class.${id}` as DeskKey) }))
  ])
  const mine = computed(() => all.value.filter(one => mayAll.value || granted.value.includes(one.id)))
  const titleOf = (id: string) => all.value.find(one => one.id === id)?.title ?? id

  /// The class whose title stands in the name, or shares the longest piece with it; empty where none does.
  function guess(name: string): string {
    const found = mine.value.filter(one => name.includes(one.title) || name.includes(one.id))
    if (found.length > 0) return found.sort((a, b) => b.title.length - a.title.length)[0]?.id ?? ''
    const near = mine.value.filter(one => one.title.length >= 4 && name.includes(one.title.slice(0, 4)))
    return near.length === 1 ? (near[0]?.id ?? '') : ''
  }
  return { catalogue, mine, titleOf, guess }
}
