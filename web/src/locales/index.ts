// SPDX-License-Identifier: Apache-2.0
// The pages' words. Chinese comes with the first page, English when it is asked for: by `?lang=en`, by the switch, or by what
// was chosen before. `t` fills {names}; a key that a language lacks does not compile.
import { ref } from 'vue'
import zh from './zh-CN/portal.json'

export type Language = 'zh' | 'en'
export type TextKey = keyof typeof zh
type Texts = Record<TextKey, string>

const K_CHOSEN = 'sanqu.language'
const texts = ref<Texts>(zh)
export const language = ref<Language>('zh')

export function filled(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

export function t(key: TextKey, values: Record<string, string | number> = {}): string {
  return filled(texts.value[key], values)
}

/// A whole number as the reader's language writes it.
export function count(number: number): string {
  return new Intl.NumberFormat(language.value === 'zh' ? 'zh-CN' : 'en').format(number)
}

/// `2026-03-31` in words; an end that never comes in words too.
export function day(date: string): string {
  const [year, month, of] = date.split('-')
  if (Number(year) >= 2100) return t('date.open')
  if (language.value === 'zh') return `${year}年${Number(month)}月${Number(of)}日`
  const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October',
    'November', 'December']
  return `${Number(of)} ${months[Number(month) - 1]} ${year}`
}

/// `2026-03-31T01:02:03Z` in words, in the reader's own time zone, to the minute.
export function moment(instant: string): string {
  const at = new Date(instant)
  if (Number.isNaN(at.getTime())) return instant
  return new Intl.DateTimeFormat(language.value === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'medium', timeStyle: 'short' }).format(at)
}

/// `+12`, `−12`, `0`: points without needless zeros, with a real minus sign.
export function points(text: string | null | undefined, signed = false): string {
  if (text === null || text === undefined) return '–'
  const short = text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text
  if (short.startsWith('-')) return `−${short.slice(1)}`
  return signed && short !== '0' ? `+${short}` : short
}

export async function setLanguage(wanted: Language): Promise<void> {
  texts.value = wanted === 'zh' ? zh : ((await import('./en/portal.json')).default as Texts)
  language.value = wanted
  document.documentElement.lang = wanted === 'zh' ? 'zh-CN' : 'en'
  try {
    localStorage.setItem(K_CHOSEN, wanted)
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}

export async function startLanguage(): Promise<void> {
  const asked = new URLSearchParams(location.search).get('lang')
  let chosen: string | null = null
  try {
    chosen = localStorage.getItem(K_CHOSEN)
  } catch {
    chosen = null
  }
  await setLanguage((asked ?? chosen)?.startsWith('en') ? 'en' : 'zh')
}
