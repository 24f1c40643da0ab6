// SPDX-License-Identifier: Apache-2.0
// The desks' words, apart from the portal's, so that the public loads none of them. `d` is to desks.json what `t` is to
// portal.json. The router waits for `loadDeskWords` before it shows a desk.
import { ref, watch } from 'vue'
import { filled, language } from '.'
import zh from './zh-CN/desks.json'

export type DeskKey = keyof typeof zh
type Texts = Record<DeskKey, string>

const texts = ref<Texts>(zh)

export function d(key: DeskKey, values: Record<string, string | number> = {}): string {
  return filled(texts.value[key], values)
}

/// What the server names by an id (a role, a state): its word, or the id itself where there is none yet.
export function dWord(group: string, id: string): string {
  const key = `${group}.${id}`
  return key in texts.value ? texts.value[key as DeskKey] : id
}

export async function loadDeskWords(): Promise<void> {
  texts.value = language.value === 'zh' ? zh : ((await import('./en/desks.json')).default as Texts)
}

watch(language, () => void loadDeskWords())
