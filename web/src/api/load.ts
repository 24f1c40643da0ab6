// SPDX-License-Identifier: Apache-2.0
// One answer on its way to a page: loading, there, or refused with a problem that the page shows in words.
import { ref, shallowRef, watch, type Ref, type ShallowRef, type WatchSource } from 'vue'
import { language, t } from '../locales'
import type { Problem } from './client'

export interface Loaded<T> {
  data: ShallowRef<T | undefined>
  problem: ShallowRef<Problem | undefined>
  isLoading: Ref<boolean>
  again: () => Promise<void>
}

export interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/// A problem as the server sends it, or made here where nothing arrived or something else answered.
export function problemOf(error: unknown, status: number): Problem {
  if (typeof error === 'object' && error !== null && 'detail' in error) return error as Problem
  const detail = status === 0 ? t('problem.no_connection') : t('problem.unexpected')
  return { type: 'urn:sanqu:error:page.answer', title: t('problem.title'), status, code: 'page.answer', detail }
}

/// Asks now, and again whenever what `on` watches or the language changes; an answer that was overtaken is dropped.
export function load<T>(ask: () => Promise<Answer<T>> | undefined, on?: WatchSource): Loaded<T> {
  const data = shallowRef<T>()
  const problem = shallowRef<Problem>()
  const isLoading = ref(true)
  let turn = 0
  async function again() {
    const mine = ++turn
    const asked = ask()
    isLoading.value = asked !== undefined
    problem.value = undefined
    if (!asked) {
      data.value = undefined
      return
    }
    let answer: Answer<T> | undefined
    let failed: Problem | undefined
    try {
      answer = await asked
      if (answer.data === undefined) failed = problemOf(answer.error, answer.response.status)
    } catch {
      failed = problemOf(undefined, 0)
    }
    if (mine !== turn) return
    data.value = answer?.data
    problem.value = failed
    isLoading.value = false
  }
  watch(on ? [language, on] : [language], () => void again(), { immediate: true })
  return { data, problem, isLoading, again }
}
