// SPDX-License-Identifier: Apache-2.0
// Something that a page has done: under way, done, or refused with a problem that the page shows in words.
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { Problem } from './client'
import { problemOf, type Answer } from './load'

export interface Act<A extends unknown[], T> {
  problem: ShallowRef<Problem | undefined>
  isBusy: Ref<boolean>
  /// The server's answer, `true` where it has no words; undefined where it refused. A second call while one runs does nothing.
  run: (...args: A) => Promise<T | true | undefined>
}

export function act<A extends unknown[], T>(ask: (...args: A) => Promise<Answer<T>>): Act<A, T> {
  const problem = shallowRef<Problem>()
  const isBusy = ref(false)
  async function run(...args: A) {
    if (isBusy.value) return undefined
    isBusy.value = true
    problem.value = undefined
    try {
      const { data, error, response } = await ask(...args)
      if (response.ok) return data ?? true
      problem.value = problemOf(error, response.status)
    } catch {
      problem.value = problemOf(undefined, 0)
    } finally {
      isBusy.value = false
    }
    return undefined
  }
  return { problem, isBusy, run }
}
