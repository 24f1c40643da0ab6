// SPDX-License-Identifier: Apache-2.0
// What stands behind the name of the place in the line at the top of a desk: a batch's number, a subject's name.
import { ref } from 'vue'

export const crumbs = ref<string[]>([])
