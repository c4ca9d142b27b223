// SPDX-License-Identifier: Apache-2.0
// `waymark grammar`: check, test and lay out rule files.
