# SPDX-License-Identifier: Apache-2.0
# ctest reads this before it runs any test: none may find or leave anything in the user's cache.
set(ENV{WAYMARK_NO_CACHE} 1)
