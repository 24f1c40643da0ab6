// SPDX-License-Identifier: Apache-2.0
// Which of the five tones a grade is drawn in: by its place among its standard's grades, best first, so that any standard's
// grades look ordered. The tone is never the only sign; the grade's title always stands there too.
export type Tone = 'tone-1' | 'tone-2' | 'tone-3' | 'tone-4' | 'tone-5' | 'tone-none'

const SPREADS: Record<number, number[]> = { 1: [1], 2: [1, 5], 3: [1, 3, 5], 4: [1, 2, 4, 5], 5: [1, 2, 3, 4, 5] }

export function toneOf(grades: readonly { grade: string }[], grade: string | null | undefined): Tone {
  const at = grades.findIndex(one => one.grade === grade)
  if (at < 0) return 'tone-none'
  const tone = SPREADS[grades.length]?.[at] ?? 1 + Math.round((at * 4) / (grades.length - 1))
  return `tone-${tone}` as Tone
}
